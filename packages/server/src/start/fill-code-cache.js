import { useCodeCache } from './code-cache.js'

// Loads everything that the service loads, and ends: what was compiled is written down as it does.
useCodeCache()
await import('../main.ts')
await import('./fresh-pages.ts')
