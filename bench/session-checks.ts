import type { ChildProcess } from 'node:child_process'
import { usageOf } from './child.ts'
import { openConnection, requestText } from './connection.ts'
import type { People } from './people.ts'
import { type Figure, median } from './report.ts'
import { type Site, startBareRoute, startService } from './site.ts'

const rounds = 3
const roundMs = 2000
const connections = 32

interface Load {
  perSecond: number
  /** Processor time of one request in the measured process, µs. */
  cpu: number | undefined
}

/** Asks the same over and over on many connections. */
async function ask(child: ChildProcess, port: number, request: string, status: number): Promise<Load> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)))
  try {
    const before = usageOf(child)
    const from = performance.now()
    let count = 0
    const one = async (connection: (typeof open)[number]): Promise<void> => {
      while (performance.now() - from < roundMs) {
        const answer = await connection.send(request)
        if (answer.status !== status) throw new Error(`Answered ${answer.status} ${answer.body}`)
        count++
      }
    }
    await Promise.all(open.map(one))
    const after = usageOf(child)
    return {
      perSecond: (count * 1000) / (performance.now() - from),
      cpu: before && after && ((after.cpu - before.cpu) * 1000) / count,
    }
  } finally {
    for (const connection of open) connection.close()
  }
}

/** The request that is measured. */
export const sessionRequest = (site: Site, people: People): string =>
  requestText({ method: 'GET', path: '/api/session', port: site.port, cookie: people.sessionCookie })

export const bareRequest = (port: number): string => requestText({ method: 'GET', path: '/', port })

const medianCpu = (loads: readonly Load[]): number => median(loads.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu])))

/** Session checks a second against a bare route of the same framework, in turns. */
export async function sessionChecks(site: Site, people: People): Promise<Figure[]> {
  const service = await startService(site)
  const bare = await startBareRoute(site)
  const [ours, bares]: [Load[], Load[]] = [[], []]
  try {
    // The first of each only warms up.
    for (let round = 0; round <= rounds; round++) {
      bares.push(await ask(bare.child, bare.port, bareRequest(bare.port), 204))
      ours.push(await ask(service.child, site.port, sessionRequest(site, people), 200))
    }
  } finally {
    await service.stop()
    await bare.stop()
  }
  const [oursWarm, baresWarm] = [ours.slice(1), bares.slice(1)]
  const share = median(oursWarm.map((one, round) => (one.perSecond / (baresWarm[round]?.perSecond ?? Number.NaN)) * 100))
  const figures: Figure[] = [
    { name: 'route.bare', what: 'Bare Fastify route, 204', value: median(baresWarm.map((one) => one.perSecond)), unit: '/s' },
    { name: 'session-checks', what: 'GET /api/session', value: median(oursWarm.map((one) => one.perSecond)), unit: '/s' },
    {
      name: 'session-checks.share',
      what: 'GET /api/session of the bare route',
      value: share,
      unit: '%',
      atLeast: 60,
      note: 'reads the account and its codes too; the budget is for forward authentication',
    },
  ]
  const [cpuOurs, cpuBare] = [medianCpu(oursWarm), medianCpu(baresWarm)]
  if (Number.isFinite(cpuOurs)) {
    figures.push({ name: 'route.bare.cpu', what: 'Bare Fastify route, processor time', value: cpuBare, unit: 'µs' })
    figures.push({ name: 'session-checks.cpu', what: 'GET /api/session, processor time', value: cpuOurs, unit: 'µs' })
  }
  return figures
}
