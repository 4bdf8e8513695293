import { readFileSync, writeFileSync } from 'node:fs'

// npm writes only those platform packages into the lock file that the registry at hand could show it, and `npm ci` then
// refuses the lock file because the others are missing. A mirror that keeps no packages for other systems makes such locks.
// This adds what is missing by name and version, without a checksum, so that each system finds its own:
//   npm install --package-lock-only && npm run lock

interface Locked {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const file = 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> }

const systems: [pattern: RegExp, os: string][] = [
  [/darwin/, 'darwin'],
  [/android/, 'android'],
  [/freebsd/, 'freebsd'],
  [/openbsd/, 'openbsd'],
  [/netbsd/, 'netbsd'],
  [/sunos/, 'sunos'],
  [/aix/, 'aix'],
  [/openharmony/, 'openharmony'],
  [/win32|windows/, 'win32'],
  [/linux/, 'linux'],
]
const processors = ['wasm32', 'arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el']

/** What a platform package's name says of where it runs. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const os = systems.find(([pattern]) => pattern.test(name))?.[1]
  const cpu = processors.find((one) => name.includes(one)) ?? (/universal/.test(name) ? undefined : 'wasm32')
  const libc = /musl/.test(name) ? ['musl'] : undefined
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc } : {}) }
}

/** Whether npm would find it from where it is asked for. */
const isThere = (name: string, from: string): boolean =>
  `${from}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages

const added: string[] = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(name, path) || !/^\d/.test(version)) continue
    lock.packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) }
    added.push(`${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'The lock file is complete.' : `Added to the lock file: ${added.join(', ')}`)
