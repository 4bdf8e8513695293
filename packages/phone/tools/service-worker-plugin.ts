import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin, type ResolvedConfig } from 'vite'

/** What the app opens with, off the network too. The large icons are the system's business at installation. */
const fromPublic = (file: string) => /^(?:manifest\.webmanifest|icon-192\.png|badge-96\.png|icon\.svg)$/.test(file)

/** Builds the service worker after the app: it is one file at a fixed address, and knows by name the files it has to keep. */
export function serviceWorker(entry: string): Plugin {
  let config: ResolvedConfig
  return {
    name: 'sparekey-service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved
    },
    async writeBundle({ dir }, bundle) {
      const out = dir ?? config.build.outDir
      const built = Object.keys(bundle).filter((file) => !file.endsWith('.map'))
      const kept = readdirSync(config.publicDir).filter(fromPublic)
      const digest = createHash('sha256')
      for (const file of [...built].sort()) digest.update(file).update(readFileSync(join(out, file)))
      for (const file of [...kept].sort()) digest.update(file).update(readFileSync(join(config.publicDir, file)))
      const files = [...built.filter((file) => file !== 'index.html'), ...kept].map((file) => config.base + file)
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __SHELL__: JSON.stringify([config.base, ...files]),
          __VERSION__: JSON.stringify(digest.digest('hex').slice(0, 16)),
        },
        build: {
          outDir: out,
          emptyOutDir: false,
          target: config.build.target,
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      })
    },
  }
}
