import { useFilledCodeCache } from '../../packages/server/src/start/code-cache.js'

// The service as `npm start` runs it, without looking whether its pages are those of the sources. Plain JavaScript, as its start is.
useFilledCodeCache()
const { main } = await import('../../packages/server/src/main.ts')
await main()
