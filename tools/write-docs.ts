import { writeFileSync } from 'node:fs'
import { configReference } from '../packages/server/src/config/reference.ts'

// Writes the pages of the docs that are made from the program: `npm run docs`.

writeFileSync(new URL('../docs/operations/configuration.md', import.meta.url), configReference())
console.log('Written: docs/operations/configuration.md')
