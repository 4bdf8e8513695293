import { enableCompileCache } from 'node:module'

// The service as `npm start` runs it, without looking whether its pages are those of the sources.
enableCompileCache()
const { main } = await import('../../packages/server/src/main.ts')
await main()
