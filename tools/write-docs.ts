import { writeFileSync } from 'node:fs'
import { configReference } from '../packages/server/src/config/reference.ts'
import { describeApi } from '../packages/server/src/features/api-description/index.ts'
import { buildTestApp } from '../packages/server/src/testing/test-app.ts'

// Writes the pages of the docs that are made from the program: `npm run docs`.

const write = (page: string, text: string): void => {
  writeFileSync(new URL(`../docs/${page}`, import.meta.url), text)
  console.log(`Written: docs/${page}`)
}

write('operations/configuration.md', configReference())

// The routes stand in a table once the service is built; it needs no port and no data for that.
const app = await buildTestApp()
write('openapi.json', `${JSON.stringify(describeApi(app.core, app.app), null, 1)}\n`)
await app.close()
