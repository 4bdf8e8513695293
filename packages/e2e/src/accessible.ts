import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** WCAG 2.2 AA, as far as a program can see it (OP-8): no violation on the page as it is now. No page of ours holds a frame of another
 * origin, so axe needs no page of its own to gather what it found: half the time. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(wcag22aa).analyze()
  const found = violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}`).join('\n')}`)
  expect(found.join('\n\n'), `${page.url()} breaks WCAG 2.2 AA`).toBe('')
}

/** Nothing is wider than the page: no sideways scrolling at 320 px (WCAG 1.4.10). */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll, `${page.url()} is wider than the window`).toBeLessThanOrEqual(client)
}
