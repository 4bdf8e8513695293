import { expectAccessible } from '../src/accessible.ts'
import { enterPassword, forgetCookies, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

/** Counts what a person does from the login page to being in: each field filled and each button pressed after the password. */
function steps(way: string) {
  let count = 0
  return {
    async do(act: Promise<unknown>): Promise<void> {
      count += 1
      await act
    },
    /** Says how many it were. */
    atMost(most: number): void {
      console.log(`${way}: ${count} steps from the password to being in`)
      expect(count).toBeLessThanOrEqual(most)
    },
  }
}

test('SM-1 SM-2 SI-8 a code by SMS: where it went, what it says, and in within three steps', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  const way = steps('SMS')
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await way.do(page.getByRole('button', { name: /^SMS/ }).click())
  await expect(page.getByText(/Sent to •• \d\d/)).toBeVisible()
  await expectAccessible(page)
  await site.deliver()
  const text = site.outbox.texts[0]?.text ?? ''
  const lines = text.split('\n')
  expect(text).toContain('Example Ltd')
  const code = /(\d{6})/.exec(lines[0] ?? '')?.[1] ?? ''
  await way.do(page.getByLabel('Code', { exact: true }).fill(code))
  await way.do(page.getByRole('button', { name: 'Continue' }).click())
  await page.waitForURL('**/account')
  way.atMost(3)
  // Told on every channel, and worth less for a day (SI-16).
  expect((await site.mailTo('chidi', /SMS|new browser|browser/i)).text).toBeTruthy()
})

test('SI-8 RC-2 a recovery code: in within three steps', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  const chidi = site.person('chidi')
  await enterPassword(page, chidi)
  const way = steps('Recovery code')
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await way.do(page.getByRole('button', { name: /^Recovery code/ }).click())
  await way.do(page.getByLabel('Recovery code', { exact: true }).fill(chidi.codes[0] ?? ''))
  await way.do(page.getByRole('button', { name: 'Continue' }).click())
  await page.waitForURL('**/account')
  way.atMost(3)
})

test('VC-1 VC-2 a code without internet: the app closed, the phone offline, by its menu, and in within six steps', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await phone.installed()
  await phone.closeApp()
  await phone.context.setOffline(true)
  await enterPassword(page, site.person('chidi'))
  await page.getByRole('button', { name: 'Other login methods' }).click()
  const way = steps('Verification code')
  await page.getByRole('button', { name: /^Verification code/ }).click()
  for (const tap of ['Menu', 'Change account', 'Verification code']) await expect(page.getByText(tap).first()).toBeVisible()
  await expectAccessible(page)

  const app = await phone.openApp()
  await way.do(app.getByRole('button', { name: 'Menu' }).tap())
  await way.do(app.getByRole('button', { name: 'Change account' }).tap())
  await way.do(app.getByRole('button', { name: /^More/ }).tap())
  await way.do(app.getByRole('button', { name: 'Verification code' }).tap())
  const shown = app.getByText(/^\d{4} \d{4}$/)
  await expect(shown).toBeVisible()
  const code = (await shown.textContent()) ?? ''
  await phone.context.setOffline(false)
  await way.do(page.getByLabel('Verification code', { exact: true }).fill(code))
  await way.do(page.getByRole('button', { name: 'Continue' }).click())
  await page.waitForURL('**/account')
  way.atMost(6)

  // Each step works once.
  await forgetCookies(page)
  await enterPassword(page, site.person('chidi'))
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: /^Verification code/ }).click()
  await page.getByLabel('Verification code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(
    page
      .getByRole('alert')
      .or(page.getByText(/not right|was used/))
      .first(),
  ).toBeVisible()
})

test('TD-8 "I lost my phone": it confirms nothing any more, nobody is let in by it, and what still works is offered', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await page.getByRole('button', { name: /^I lost my phone/ }).click()
  await expectAccessible(page)
  // There is one phone only: it is chosen already.
  await expect(page.getByRole('checkbox')).toBeChecked()
  await page.getByRole('button', { name: 'Stop this phone' }).click()
  await expect(page.getByRole('heading', { name: 'The phone is stopped' })).toBeVisible()
  await page.getByRole('button', { name: 'What still works for your account' }).click()
  await expect(page.getByRole('button', { name: /^Recovery code/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^SMS/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Verification code/ })).toHaveCount(0)
})
