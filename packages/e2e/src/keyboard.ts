import { expect, type Locator, type Page } from '@playwright/test'

/** Moves on by Tab until this control has the focus. Each stop on the way must be seen: it or its label shows an outline. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  for (let stops = 0; stops < 80; stops++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return undefined
      const shows = (one: Element | null): boolean =>
        one !== null && getComputedStyle(one).outlineStyle !== 'none' && getComputedStyle(one).outlineWidth !== '0px'
      return { what: element.outerHTML.slice(0, 120), seen: shows(element) || shows(element.closest('label')) }
    })
    if (here) expect(here.seen, `the focus cannot be seen on ${here.what}`).toBe(true)
  }
  throw new Error(`Tab never reached ${control}`)
}

/** Goes there by Tab and presses it. */
export async function pressByKey(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press('Enter')
}

/** Goes there by Tab and types. */
export async function typeByKey(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

/** A step or a page has begun: its heading has the focus, and stands where the reader looks. */
export async function expectBegun(page: Page, heading: string, level: number): Promise<void> {
  const begun = page.getByRole('heading', { name: heading, level })
  await expect(begun).toBeFocused()
  await expect(begun).toBeInViewport()
}
