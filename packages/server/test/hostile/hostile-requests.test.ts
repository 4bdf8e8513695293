import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enginesOfThisRun, openTestDatabase } from '../../src/testing/index.ts'
import { changeFaultOf, faultOf, send } from './answers.ts'
import { describedRoutes, type Route } from './described-routes.ts'
import { type Plan, plansFor } from './hostile-plan.ts'
import { build } from './hostile-request.ts'
import { buildWorld, type World } from './world.ts'

// Hostile and malformed requests over every route of the description, from everybody who can send one. Each finds the same state
// and the same hour; what one changed is put back. A failure prints the smallest request that still fails, and its seed.
//
// HOSTILE_REQUESTS: how many on SQLite (a tenth of it on PostgreSQL); HOSTILE_SEED: other ones.

const routes = describedRoutes()
const wanted = Number(process.env.HOSTILE_REQUESTS ?? 20_000)
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_122)

/** Nobody waits longer than this for an answer, ms. Long: a busy machine is no fault of the service. */
const longest = 20_000

/** Sends one. @throws with what is wrong */
async function hold(world: World, route: Route, plan: Plan): Promise<string> {
  const sent = build(world, routes, route, plan)
  const actor = world.actors[plan.actor]
  const answer = await send(world, sent)
  const faults = [faultOf(world, actor, sent, answer)]
  const found = await world.whole.changes()
  if (found) {
    // What was queued goes out before the state is put back.
    await world.app.deliver()
    const difference = { ...found, ...(await world.whole.changes()) }
    faults.push(changeFaultOf(actor, answer, difference))
    await world.whole.restore(difference)
  }
  faults.push(world.secretIn(world.logged(), 'the log'))
  const fault = faults.find((one) => one !== undefined)
  if (fault) {
    const { payload, route: _route, ...rest } = sent
    throw new Error(
      `${fault}\n  sent ${JSON.stringify(rest).slice(0, 1500)}\n  with ${payload?.toString('utf8').slice(0, 500)}\n  answered ${answer.status} ${answer.text.slice(0, 300)}`,
    )
  }
  return answer.status < 400 ? 'done' : 'refused'
}

for (const engine of enginesOfThisRun()) {
  const perRoute = Math.ceil((engine === 'sqlite' ? wanted : wanted / 10) / routes.length)
  describe(`hostile requests [${engine}]`, () => {
    let world: World
    const tally: Record<string, number> = {}
    beforeAll(async () => {
      world = await buildWorld(await openTestDatabase(engine))
    })
    afterAll(() => world.close())

    it.each(routes.map((route, nth) => [route.name, route, nth] as const))('%s', async (_name, route, nth) => {
      const property = fc.asyncProperty(plansFor(route), async (plan) => {
        const result = await hold(world, route, plan)
        tally[result] = (tally[result] ?? 0) + 1
      })
      await fc.assert(property, { seed: seed + nth, numRuns: perRoute, timeout: longest, endOnFailure: false })
    })

    it('were as many as promised, and nearly all were refused', () => {
      const { done = 0, refused = 0 } = tally
      if (process.env.HOSTILE_TALLY) console.log(engine, tally)
      expect(refused).toBeGreaterThan((engine === 'sqlite' ? wanted : wanted / 10) * 0.8)
      expect(done).toBeLessThan(refused / 4)
    })
  })
}
