import { type Browser, type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test'
import { launch } from './chromium.ts'
import { type Phone, type PhoneOptions, startPhone } from './phone.ts'
import { type PlayedPush, startPlayedPush } from './played-push.ts'
import { type Site, startSite } from './site.ts'
import { visit } from './visit.ts'

/** A computer: a browser context with one page, and what its console complained about. */
export interface Computer {
  context: BrowserContext
  page: Page
}

type SiteOptions = NonNullable<Parameters<typeof startSite>[0]>

interface OfATest {
  /** Other people or settings: `test.use({ siteOptions: { people: [] } })`. */
  siteOptions: SiteOptions
  /** Whether things move on the pages, as people choose it for their device. As shipped not: drawing what moves, without a graphics
   * card, takes as long as the rest of a page. */
  motion: 'reduce' | 'no-preference'
  /** The service, with the made-up people of the demo; new for each test. */
  site: Site
  push: PlayedPush
  /** The computer at which somebody logs in. */
  computer: Computer
  /** Another computer, with cookies of its own. */
  anotherComputer(options?: Parameters<Browser['newContext']>[0]): Promise<Computer>
  phone: Phone
  anotherPhone(options?: Partial<PhoneOptions>): Promise<Phone>
}

interface OfTheWorker {
  chrome: Browser
}

/** What a page must never say in its console: errors, and what the content security policy or Trusted Types kept away.
 * An answer of 4xx is part of the game, and so is a connection that was cut. */
export function watchForErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() !== 'error' && !/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) return
    if (!/Failed to load resource: (the server responded with a status of 4|net::)/.test(message.text())) errors.push(message.text())
  })
  return errors
}

const siteWithPush = (push: PlayedPush, options: SiteOptions): Promise<Site> =>
  startSite({
    ...options,
    config: {
      push: { subject: 'mailto:admin@example.org', hosts: [new URL(push.origin).hostname], allowLoopback: true },
      ...options.config,
    },
  })

export const test = base.extend<OfATest, OfTheWorker>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const browser = await chromium.launch(launch)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  push: async ({}, use) => {
    const push = await startPlayedPush()
    await use(push)
    await push.close()
  },
  siteOptions: [{}, { option: true }],
  motion: ['reduce', { option: true }],
  site: async ({ push, siteOptions }, use) => {
    const site = await siteWithPush(push, siteOptions)
    await use(site)
    await site.close()
  },
  anotherComputer: async ({ chrome, site, motion }, use) => {
    const open: { context: BrowserContext; errors: string[] }[] = []
    await use(async (options = {}) => {
      const viewport = { width: 1280, height: 800 }
      const context = await chrome.newContext({ baseURL: site.url, viewport, reducedMotion: motion, ...options })
      const page = await context.newPage()
      open.push({ context, errors: watchForErrors(page) })
      return { context, page }
    })
    for (const one of open) {
      // Chromium hangs if it closes a window that is just going somewhere by itself, as one does that noticed the end of its session.
      for (const page of one.context.pages()) await visit(page, 'about:blank')
      await one.context.close()
    }
    expect(
      open.flatMap((one) => one.errors),
      'errors in the console of a computer',
    ).toEqual([])
  },
  computer: async ({ anotherComputer }, use) => {
    await use(await anotherComputer())
  },
  anotherPhone: async ({ site, push, motion }, use) => {
    const open: { phone: Phone; errors: string[] }[] = []
    await use(async (options = {}) => {
      const phone = await startPhone({ url: site.url, push, motion, ...options })
      open.push({ phone, errors: watchForErrors(phone.page) })
      return phone
    })
    for (const one of open) await one.phone.close()
    expect(
      open.flatMap((one) => one.errors),
      'errors in the console of a phone',
    ).toEqual([])
  },
  phone: async ({ anotherPhone }, use) => {
    await use(await anotherPhone())
  },
})

export { expect }
