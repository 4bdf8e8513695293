import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'

// Brings a database up to date, in a process of its own that is killed half-way.

const open = await openDatabase(process.env.DATABASE_URL ?? '')
console.log('begins')
await migrate(open)
console.log('is up to date')
await open.close()
