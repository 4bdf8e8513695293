import { defineConfig } from 'vite'

/** Browsers with `light-dark()`, native `dialog` and P-256 in WebCrypto: all of them since the middle of 2024. */
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

/** What the sign-in page is made of besides its own folder, in one file for all pages: it loads first, stays small, and is
 * cached for the rest. Six requests are its budget (DESIGN §8), so nothing here may fall apart into more files. */
const house =
  /node_modules\/preact\/|packages\/look\/|\/src\/(ui|confirm)\/|\/src\/api\/(request|server-time|watch|sign-in|go)\.|\/src\/messages\/(messages|speak|refusal-text|en\/(common|confirm|refusals-outside))\./

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
      input: ['sign-in.html', 'links.html', 'account.html', 'console.html'].map((page) => `${import.meta.dirname}/${page}`),
      output: { codeSplitting: { groups: [{ name: 'house', test: house }] } },
    },
  },
})
