import { resolve } from 'node:path'
import { freshPages } from '../start/fresh-pages.ts'
import { startDemo } from './demo-server.ts'

// `npm run demo`: the service with made-up people on a database of its own, and a desk at /dev.

await freshPages()
const port = Number(process.env.PORT || 8080)
const demo = await startDemo({ port, dataDir: resolve('data-demo') }).catch((error: Error & { code?: string }) => {
  const why = error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another: PORT=8090 npm run demo` : error.message
  console.error(why)
  process.exit(1)
})
console.log(`
The demo runs. Its people are made up, its mails stay here, its data is new at each start.

  The desk   ${demo.url}/dev
  Log in     ${demo.url}/login

Stop it with Ctrl+C.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    demo.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
