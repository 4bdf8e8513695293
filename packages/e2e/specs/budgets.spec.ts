import type { Page } from '@playwright/test'
import { enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

interface Load {
  requests: string[]
  /** Bytes of all bodies as they came over the wire. */
  bytes: number
}

/** What a first visit loads: without the service's own answers, which are counted apart from the page. */
async function firstLoad(page: Page, path: string): Promise<Load> {
  const load: Load = { requests: [], bytes: 0 }
  const sizes: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) return
    load.requests.push(new URL(request.url()).pathname)
    sizes.push(
      request.sizes().then(({ responseBodySize }) => {
        load.bytes += responseBodySize
      }),
    )
  })
  await visit(page, path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await Promise.all(sizes)
  page.removeAllListeners('requestfinished')
  return load
}

const kilobytes = 1024

test('the sign-in page is small: at most 35 KB in at most 6 requests', async ({ computer }) => {
  const load = await firstLoad(computer.page, '/login')
  expect(load.bytes, load.requests.join('\n')).toBeLessThanOrEqual(35 * kilobytes)
  expect(load.requests.length, load.requests.join('\n')).toBeLessThanOrEqual(6)
})

test('the phone app is small: at most 45 KB without its scanner', async ({ anotherComputer }) => {
  // Without the worker, which fetches the same files once more for later.
  const { page } = await anotherComputer({ serviceWorkers: 'block' })
  const load = await firstLoad(page, '/app/')
  expect(load.bytes, load.requests.join('\n')).toBeLessThanOrEqual(45 * kilobytes)
})

test('account and console are small: at most 120 KB each', async ({ site, computer, anotherComputer, phone }) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
  for (const path of ['/account', '/console']) {
    const { page, context } = await anotherComputer()
    await context.addCookies(await computer.context.cookies())
    const load = await firstLoad(page, path)
    expect(load.bytes, load.requests.join('\n')).toBeLessThanOrEqual(120 * kilobytes)
  }
})

test('nothing jumps while a login waits: no layout shift from the password to the account page', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await page.addInitScript(() => {
    const seen = globalThis as unknown as { shifts: number }
    seen.shifts = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) seen.shifts += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const shifts = (): Promise<number> => page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)
  await visit(page, '/login')
  await expect(page.getByLabel('Login', { exact: true })).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await shifts()).toBeLessThan(0.01)
  await enterPassword(page, site.person('chidi'))
  await matchCodeOn(page)
  await expect(page.getByText('It is open on your phone. Waiting for your answer')).toBeVisible()
  expect(await shifts()).toBeLessThan(0.01)
})
