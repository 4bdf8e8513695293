import { setTimeout as pause } from 'node:timers/promises'
import { openConnection } from './connection.ts'
import { logInFor } from './log-in.ts'
import type { People } from './people.ts'
import { type Figure, percentile } from './report.ts'
import { bareRequest, sessionRequest } from './session-checks.ts'
import { type Site, startBareRoute, startService } from './site.ts'

const stormMs = 8000

/** A request, and whom it goes to. */
interface Question {
  port: number
  request: string
}

interface Timed {
  ours: number[]
  /** The same from the bare route: what the machine and the load generator themselves need while everything is busy. */
  bares: number[]
}

/** Asks both in turns, unhurried, until the storm is over. */
async function timeBoth(storm: Promise<unknown>, ours: Question, bare: Question): Promise<Timed> {
  const [mine, theirs] = [await openConnection(ours.port), await openConnection(bare.port)]
  const times: Timed = { ours: [], bares: [] }
  let over = false
  const ended = storm.finally(() => {
    over = true
  })
  const time = async (connection: typeof mine, request: string): Promise<number> => {
    const from = performance.now()
    await connection.send(request)
    return performance.now() - from
  }
  await pause(500)
  while (!over) {
    times.ours.push(await time(mine, ours.request))
    times.bares.push(await time(theirs, bare.request))
    await pause(5)
  }
  mine.close()
  theirs.close()
  await ended
  return times
}

/** How long session checks take while as many people log in as the machine can hash for. */
export async function sessionChecksInStorm(site: Site, people: People): Promise<Figure[]> {
  const service = await startService(site)
  const bare = await startBareRoute(site)
  try {
    const storm = logInFor(stormMs, site.port, people.logins)
    const { ours, bares } = await timeBoth(
      storm,
      { port: site.port, request: sessionRequest(site, people) },
      { port: bare.port, request: bareRequest(bare.port) },
    )
    const name = 'session-checks.storm'
    const note = `${ours.length} checks, ${people.logins.length} people logging in`
    return [
      { name: `${name}.bare`, what: 'Bare route in a storm of logins, p99', value: percentile(bares, 0.99), unit: 'ms' },
      { name: `${name}.p50`, what: 'Session check in a storm of logins, p50', value: percentile(ours, 0.5), unit: 'ms' },
      { name: `${name}.p99`, what: 'Session check in a storm of logins, p99', value: percentile(ours, 0.99), unit: 'ms', atMost: 20, note },
    ]
  } finally {
    await service.stop()
    await bare.stop()
  }
}
