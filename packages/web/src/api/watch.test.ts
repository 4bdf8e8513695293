import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coalesced, watch } from './watch.ts'

class FakeEventSource {
  static readonly CLOSED = 2
  static all: FakeEventSource[] = []
  readyState = 0
  onopen?: () => void
  onmessage?: () => void
  onerror?: () => void
  readonly address: string
  constructor(address: string) {
    this.address = address
    FakeEventSource.all.push(this)
  }
  close(): void {
    this.readyState = FakeEventSource.CLOSED
  }
  /** The browser gives up for good, as after any answer that is not a stream. */
  breakForGood(): void {
    this.readyState = FakeEventSource.CLOSED
    this.onerror?.()
  }
}

const page = Object.assign(new EventTarget(), { hidden: false })
const frame = new EventTarget()
const newest = (): FakeEventSource => FakeEventSource.all.at(-1) as FakeEventSource

beforeEach(() => {
  vi.useFakeTimers()
  FakeEventSource.all = []
  page.hidden = false
  vi.stubGlobal('EventSource', FakeEventSource)
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', frame)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A look that answers at once, and how often it was called. */
const looking = () => vi.fn(async () => undefined)
const settle = () => vi.advanceTimersByTimeAsync(0)

test('SI-3 an event makes the page look at once', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look })
  newest().onmessage?.()
  await settle()
  expect(look).toHaveBeenCalledTimes(1)
  stop()
})

test('where nobody is at the page it polls no more, but hears events', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look, polls: () => false })
  await vi.advanceTimersByTimeAsync(12_000)
  expect(look).not.toHaveBeenCalled()
  newest().onmessage?.()
  await settle()
  expect(look).toHaveBeenCalledTimes(1)
  stop()
})

test('SI-3 without any event the page looks every 4 s', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look })
  await vi.advanceTimersByTimeAsync(12_000)
  expect(look).toHaveBeenCalledTimes(3)
  stop()
})

test('SI-3 where the stream is refused or was closed, the page looks every 4 s all the same', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look })
  newest().breakForGood()
  await vi.advanceTimersByTimeAsync(12_000)
  expect(look).toHaveBeenCalledTimes(3)
  stop()
})

test('the page looks when the network is back, when it is shown again and when it comes to the front, not when it goes away', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look })
  for (const name of ['online', 'pageshow']) {
    frame.dispatchEvent(new Event(name))
    await settle()
  }
  page.hidden = true
  page.dispatchEvent(new Event('visibilitychange'))
  await settle()
  expect(look).toHaveBeenCalledTimes(2)
  page.hidden = false
  page.dispatchEvent(new Event('visibilitychange'))
  await settle()
  expect(look).toHaveBeenCalledTimes(3)
  stop()
})

test('a stream that was closed for good is opened again, ever more slowly up to 15 s, and quickly after it worked once', async () => {
  const stop = watch({ events: '/events', look: looking() })
  const opened = () => FakeEventSource.all.length
  for (const pause of [2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = opened()
    newest().breakForGood()
    await vi.advanceTimersByTimeAsync(pause - 1)
    expect(opened()).toBe(before)
    await vi.advanceTimersByTimeAsync(1)
    expect(opened()).toBe(before + 1)
  }
  newest().onopen?.()
  newest().breakForGood()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(opened()).toBe(7)
  stop()
})

test('a cut that the browser mends by itself opens no second stream', async () => {
  const stop = watch({ events: '/events', look: looking() })
  newest().onerror?.()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeEventSource.all).toHaveLength(1)
  stop()
})

test('after its end nothing looks and nothing is opened', async () => {
  const look = looking()
  const stop = watch({ events: '/events', look })
  newest().breakForGood()
  stop()
  frame.dispatchEvent(new Event('online'))
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(look).not.toHaveBeenCalled()
  expect(FakeEventSource.all).toHaveLength(1)
})

test('looks never overlap, and calls during one make exactly one more after it', async () => {
  let release = (): void => undefined
  let running = 0
  let most = 0
  const look = vi.fn(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((done) => {
      release = done
    })
    running -= 1
  })
  const again = coalesced(look)
  void again()
  void again()
  void again()
  expect(look).toHaveBeenCalledTimes(1)
  release()
  await settle()
  expect(look).toHaveBeenCalledTimes(2)
  release()
  await settle()
  expect(look).toHaveBeenCalledTimes(2)
  expect(most).toBe(1)
})

test('a look that fails does not end the watching', async () => {
  const look = vi.fn(async () => {
    throw new Error('lost')
  })
  const stop = watch({ events: '/events', look })
  await vi.advanceTimersByTimeAsync(8_000)
  expect(look).toHaveBeenCalledTimes(2)
  stop()
})
