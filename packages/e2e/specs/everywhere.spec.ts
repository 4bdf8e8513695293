import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

const inSession = [
  '/account',
  '/account/security',
  '/account/history',
  '/account/sessions',
  '/console',
  '/console/people',
  '/console/groups',
  '/console/policy',
  '/console/policy/everyone',
  '/console/invite',
]

/** The page has shown what it loads. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.waiting')).toHaveCount(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`OP-8 every page at 320 px, ${colorScheme}: nothing sideways, WCAG 2.2 AA`, async ({ site, anotherComputer, phone }) => {
    await pairFromDesk(site, phone, 'ada')
    const small = { viewport: { width: 320, height: 640 }, colorScheme, reducedMotion: 'reduce' } as const
    const { page } = await anotherComputer(small)
    await visit(page, '/login')
    await settled(page)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await enterPassword(page, site.person('ada'))
    const number = await matchCodeOn(page)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Scan instead' }).click()
    await expectNoSidewaysScroll(page)
    await confirmOnPhone(phone, number)
    await page.waitForURL('**/account')
    for (const path of inSession) {
      await visit(page, path)
      await settled(page)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
    for (const path of ['/dev', '/dev/outbox']) {
      await visit(page, path)
      await settled(page)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
}

test('OP-8 a login by keyboard alone, the focus always to be seen', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await visit(page, '/login')
  await expect(page.getByLabel('Login', { exact: true })).toBeFocused()
  await page.keyboard.type(chidi.login)
  await page.keyboard.press('Tab')
  await page.keyboard.type(chidi.password)
  await page.keyboard.press('Enter')
  await matchCodeOn(page)
  await reach(page, 'Other login methods')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Other login methods' })).toBeVisible()
  await reach(page, 'Recovery code')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Recovery code', { exact: true })).toBeFocused()
  await page.keyboard.type(chidi.codes[0] ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/account')
})

/** Moves on by Tab until the control of this name has the focus; each stop on the way must show it. */
async function reach(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 30; stops++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const element = document.activeElement
      const style = element ? getComputedStyle(element) : undefined
      return {
        text: element?.textContent ?? '',
        seen: style?.outlineStyle !== 'none' && style?.outlineWidth !== '0px',
        body: element === document.body,
      }
    })
    if (!here.body) expect(here.seen, `the focus on “${here.text}” cannot be seen`).toBe(true)
    if (here.text.includes(name)) return
  }
  throw new Error(`Tab never reached “${name}”`)
}

test('SI-12 "Log out" ends the session at once, and going back shows nothing of it', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await logIn(page, phone, site.person('chidi'))
  await page.getByRole('button', { name: /Profile picture/ }).click()
  await page
    .getByRole('button', { name: 'Log out', exact: true })
    .or(page.getByRole('menuitem', { name: 'Log out', exact: true }))
    .click()
  await page.waitForURL('**/login**')
  await visit(page, '/account')
  await page.waitForURL('**/login**')
  expect(await page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401)
})
