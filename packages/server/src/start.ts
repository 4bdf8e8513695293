import { enableCompileCache } from 'node:module'

// `npm start`: builds the pages if their sources changed, then runs the service.

// Compiled code is kept between starts: the second start takes a third of the time.
enableCompileCache()
const { freshPages } = await import('./start/fresh-pages.ts')
const { main } = await import('./main.ts')

try {
  await freshPages()
  // The database, its journal and its copies are for this system account alone.
  process.umask(0o077)
  await main()
} catch (error) {
  // What is thrown at start is meant for the operator; a stack says nothing that the sentence does not.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
