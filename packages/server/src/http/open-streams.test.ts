import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testConfig, testLog } from '../testing/test-core.ts'
import { createOpenStreams } from './open-streams.ts'
import { createRoutes, type Gates } from './route.ts'
import { createServer } from './server.ts'

describe('how many streams are open', () => {
  it('the oldest of an owner makes room, and nobody else’s', () => {
    const streams = createOpenStreams({ perOwner: 2, perNode: 10 })
    const [a, b, c, d] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()]
    const closed = [a, b, c, d]
    streams.add('ana', a)
    streams.add('ben', b)
    streams.add('ana', c)
    expect(closed.map((one) => one.mock.calls.length)).toEqual([0, 0, 0, 0])
    streams.add('ana', d)
    expect(closed.map((one) => one.mock.calls.length)).toEqual([1, 0, 0, 0])
  })
  it('what was closed, by whomever and however often, is counted once', () => {
    const streams = createOpenStreams({ perOwner: 1, perNode: 2 })
    const forgetFirst = streams.add('ana', () => {})
    const forgetSecond = streams.add('ana', () => {})
    streams.add('ben', () => {})
    expect(() => streams.requireRoom()).toThrow('busy')
    // It made room already.
    forgetFirst()
    expect(() => streams.requireRoom()).toThrow('busy')
    forgetSecond()
    forgetSecond()
    expect(() => streams.requireRoom()).not.toThrow()
    streams.add('eva', () => {})
    expect(() => streams.requireRoom()).toThrow('busy')
  })
  it('DESIGN 8: as shipped 10,000 waiting pages have room', () => {
    const streams = createOpenStreams()
    for (let n = 0; n < 10_000; n++) {
      streams.requireRoom()
      streams.add(`sin_${n}`, () => {
        throw new Error('Nothing makes room')
      })
    }
  })
})

describe('over real connections', () => {
  let app: FastifyInstance
  let address: string
  const sends = new Set<() => void>()
  const readers: ReadableStreamDefaultReader<Uint8Array>[] = []

  beforeEach(async () => {
    app = createServer(testConfig, testLog())
    const gates = { places: { ready: async () => {} } } as unknown as Gates
    createRoutes(app, gates, createOpenStreams({ perOwner: 2, perNode: 3 })).stream({
      url: '/api/events',
      summary: 'Says "look again"',
      access: 'public',
      listen: async ({ visitor }, send) => {
        sends.add(send)
        return { owner: visitor.cookies.owner ?? '', stop: () => sends.delete(send) }
      },
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/events`
  })
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.cancel()
    await app.close()
    sends.clear()
  })

  async function open(owner: string) {
    const response = await fetch(address, { headers: { cookie: `owner=${owner}` } })
    const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>
    readers.push(reader)
    return { response, next: async () => new TextDecoder().decode((await reader.read()).value), reader }
  }

  it('one that makes room says when to come back, hears nothing more, and harms nobody who speaks', async () => {
    const first = await open('ana')
    expect(await first.next()).toContain('data: look')
    const second = await open('ana')
    expect(await second.next()).toContain('data: look')
    const third = await open('ana')
    expect(await third.next()).toContain('data: look')
    expect(await first.next()).toBe('retry: 60000\n\n')
    expect((await first.reader.read()).done).toBe(true)
    expect(sends.size).toBe(2)
    for (const send of sends) send()
    expect(await second.next()).toBe('data: look\n\n')
    expect(await third.next()).toBe('data: look\n\n')
  })

  it('beyond what a node holds the answer is 503 with Retry-After, until somebody leaves', async () => {
    for (const owner of ['ana', 'ben', 'eva']) await (await open(owner)).next()
    const refused = await fetch(address, { headers: { cookie: 'owner=dan' } })
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('30')
    expect(((await refused.json()) as { code: string }).code).toBe('busy')
    expect(sends.size).toBe(3)
    await readers.shift()?.cancel()
    await expect.poll(() => sends.size).toBe(2)
    expect((await open('dan')).response.status).toBe(200)
  })

  it('heads open nothing', async () => {
    for (let n = 0; n < 5; n++) expect((await fetch(address, { method: 'HEAD' })).status).toBe(200)
    expect(sends.size).toBe(0)
  })
})
