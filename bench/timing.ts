import { killAll } from './child.ts'
import { knownAndUnknown } from './known-and-unknown.ts'
import { makePeople } from './people.ts'
import { jsonOf, tableOf } from './report.ts'
import { newSite, removeSite } from './site.ts'

// `npm run bench timing [sign-in | forgotten | access-code | open-access-code]`: known and unknown logins alone.

const site = await newSite()
process.on('exit', () => {
  killAll()
  removeSite(site)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const figures = await knownAndUnknown(site, await makePeople(site, 1), process.argv[3])
console.log(`${tableOf(figures)}\n`)
for (const figure of figures) console.log(jsonOf(figure))
process.exit(0)
