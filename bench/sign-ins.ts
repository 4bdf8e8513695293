import { outputOf } from './child.ts'
import { logInFor } from './log-in.ts'
import type { People } from './people.ts'
import { type Figure, median } from './report.ts'
import { type Site, startService } from './site.ts'

const rounds = 3
/** Long against one hash, short against the patience of whoever waits. */
const roundMs = 4000

async function bareHashing(site: Site, { atOnce, memory, passes }: People['hashing']): Promise<number> {
  const text = await outputOf(['bare-hashing', ...[roundMs, atOnce, memory, passes].map(String)], { cwd: site.folder })
  return (JSON.parse(text) as { perSecond: number }).perSecond
}

/** Password logins a second, from the password to the session, against argon2id alone with the same cost on the same cores.
 * In turns, so that what else the machine does meets both. */
export async function signIns(site: Site, people: People): Promise<Figure[]> {
  const bare: number[] = []
  const ours: number[] = []
  const service = await startService(site)
  try {
    await logInFor(500, site.port, people.logins)
    for (let round = 0; round < rounds; round++) {
      bare.push(await bareHashing(site, people.hashing))
      ours.push(await logInFor(roundMs, site.port, people.logins))
    }
  } finally {
    await service.stop()
  }
  const ratio = median(ours.map((value, round) => (value / (bare[round] ?? Number.NaN)) * 100))
  const { atOnce, memory, passes } = people.hashing
  return [
    {
      name: 'argon2id.bare',
      what: 'argon2id alone',
      value: median(bare),
      unit: '/s',
      note: `${memory} KiB, ${passes} passes, ${atOnce} at once`,
    },
    { name: 'sign-ins', what: 'Password logins', value: median(ours), unit: '/s', note: `${people.logins.length} browsers at once` },
    { name: 'sign-ins.share', what: 'Password logins of argon2id alone', value: ratio, unit: '%', atLeast: 90 },
  ]
}
