import { defineConfig, mergeConfig } from 'vite'
import pages from './vite.config.ts'

/** The desk of the demo, built apart from the pages of the service: production serves nothing of it. */
export default mergeConfig(
  { ...pages, build: { ...pages.build, rolldownOptions: {} } },
  defineConfig({
    base: '/dev/',
    build: { outDir: 'dist-desk', rolldownOptions: { input: `${import.meta.dirname}/desk.html` } },
  }),
)
