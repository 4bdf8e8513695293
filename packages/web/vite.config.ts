import { defineConfig } from 'vite'

/** Browsers with `light-dark()`, native `dialog` and P-256 in WebCrypto: all of them since the middle of 2024. */
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

export default defineConfig({
  // Tests and builds look for the sources here, wherever they were started.
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: browsers,
    cssTarget: browsers,
    emptyOutDir: true,
    // The content security policy allows no inline script or style, and every asset is cached by its hash.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['sign-in.html', 'links.html', 'account.html', 'console.html', 'desk.html'].map((page) => `${import.meta.dirname}/${page}`),
    },
  },
})
