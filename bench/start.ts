import { setTimeout as pause } from 'node:timers/promises'
import { usageOf } from './child.ts'
import { type Figure, median } from './report.ts'
import { type Site, startBareRoute, startService } from './site.ts'

const starts = 5
/** After its first answer the service has this long to come to rest, ms. */
const restMs = 2000

/** What the runtime and the framework hold by themselves, bytes. */
async function bareMemory(site: Site): Promise<number | undefined> {
  const bare = await startBareRoute(site)
  await pause(restMs)
  const memory = usageOf(bare.child)?.memory
  await bare.stop()
  return memory
}

/** From the start of the process to the first answered request, and the memory once it rests. */
export async function startAndMemory(site: Site): Promise<Figure[]> {
  const first = await startService(site)
  await first.stop()
  const later: number[] = []
  let memory: number | undefined
  for (let nth = 1; nth <= starts; nth++) {
    const service = await startService(site)
    later.push(service.startMs)
    if (nth === starts) {
      await pause(restMs)
      memory = usageOf(service.child)?.memory
    }
    await service.stop()
  }
  const figures: Figure[] = [
    { name: 'start.first', what: 'First start: keys, database, compiling', value: first.startMs, unit: 'ms' },
    { name: 'start', what: 'Start to first answer', value: median(later), unit: 'ms', atMost: 800, note: `median of ${starts}` },
  ]
  const bare = await bareMemory(site)
  if (bare) figures.push({ name: 'memory.bare', what: 'Memory of a bare Fastify route', value: bare / 1024 ** 2, unit: 'MB' })
  if (memory) figures.push({ name: 'memory.idle', what: 'Memory at rest', value: memory / 1024 ** 2, unit: 'MB', atMost: 120 })
  return figures
}
