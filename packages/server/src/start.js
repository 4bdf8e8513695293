import { useFilledCodeCache } from './start/code-cache.js'

// `npm start`. Plain JavaScript: see `start/code-cache.js`.
useFilledCodeCache()
await import('./start/start.ts')
