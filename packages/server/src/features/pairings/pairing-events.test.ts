import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPairingWorld, type PairingWorld, scanWith, tokenOfPhone } from './testing/pair.ts'

let world: PairingWorld
let address: string
let stop: AbortController

beforeEach(async () => {
  world = await openPairingWorld()
  await world.app.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.app.server.address() as AddressInfo).port}`
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await world.app.close()
})

/** Listens over a real connection. @returns waits for the next "look again" */
async function listen(path: string, headers: Record<string, string>): Promise<() => Promise<string>> {
  const response = await fetch(`${address}${path}`, { headers: { accept: 'text/event-stream', ...headers }, signal: stop.signal })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  return async () => new TextDecoder().decode((await reader.read()).value)
}
const cookie = () => ({ cookie: [...world.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })

describe('waiting pages hear at once', () => {
  it('TD-2 the computer of the scan, without a word about it', async () => {
    const view = await world.begin()
    const next = await listen(`/api/pairings/${view.id}/events`, cookie())
    expect(await next()).toContain('data: look')
    await scanWith(world.app, view)
    expect(await next()).toBe('data: look\n\n')
  })

  it('TD-2 the phone of "This is my phone"', async () => {
    const view = await world.begin()
    const { phone, answer } = await scanWith(world.app, view)
    const token = await tokenOfPhone(world.app, phone, (answer.body as { device: string }).device)
    const next = await listen('/api/phone/events', { authorization: `Bearer ${token}` })
    expect(await next()).toContain('data: look')
    await world.browser.post(`/api/pairings/${view.id}/confirm`)
    expect(await next()).toContain('data: look')
  })

  it('nobody without the session or the token', async () => {
    const view = await world.begin()
    for (const path of [`/api/pairings/${view.id}/events`, '/api/phone/events']) {
      expect((await fetch(`${address}${path}`)).status).toBe(401)
    }
  })
})
