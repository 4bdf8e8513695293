import type { Page } from '@playwright/test'

const overtaken = /is interrupted by another navigation|net::ERR_ABORTED/

/**
 * Enters an address, and waits until a page is loaded.
 *
 * The page before may go somewhere by itself in the same moment: to the login, because it noticed that its session is over. For
 * Playwright the navigation that came first has failed then. A person would enter the address again, and so does this. What the new
 * page does once it is there, such as leading on to the login, is not waited for.
 * @param address on the site, or a whole one
 * @throws what Playwright says of an address that cannot be opened
 */
export async function visit(page: Page, address: string): Promise<void> {
  try {
    await page.goto(address, { waitUntil: 'commit' })
  } catch (error) {
    if (!(error instanceof Error && overtaken.test(error.message))) throw error
    return visit(page, address)
  }
  await page.waitForLoadState()
}
