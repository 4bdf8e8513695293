import { defineConfig } from 'vite'
import { serviceWorker } from './tools/service-worker-plugin.ts'

/** Browsers with `light-dark()`, native `dialog` and P-256 in WebCrypto: all of them since the middle of 2024. */
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: browsers,
    cssTarget: browsers,
    emptyOutDir: true,
    // The content security policy allows no inline script or style, and every asset is cached by its hash.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [serviceWorker(`${import.meta.dirname}/src/worker/service-worker.ts`)],
})
