import { main } from '../main.ts'
import { freshPages } from './fresh-pages.ts'

// `npm start`, once compiled code is at hand: builds the pages if their sources changed, then runs the service.

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
