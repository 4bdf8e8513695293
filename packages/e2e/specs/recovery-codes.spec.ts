import type { Page } from '@playwright/test'
import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, forgetCookies, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

async function toTheCode(page: Page, person: { login: string; password: string }): Promise<void> {
  await enterPassword(page, person)
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: /^Recovery code/ }).click()
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Recovery code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('SI-8 RC-2 RC-4 a recovery code logs in once, typed as people type, and the owner is told', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  const chidi = site.person('chidi')
  const [first = ''] = chidi.codes
  await enterPassword(page, chidi)
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await expect(page.getByRole('heading', { name: 'Other login methods' })).toBeVisible()
  await expect(page.getByText(/10 left/)).toBeVisible()
  await expect(page.getByText(/If none of these works, contact the help desk, 555 0100/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Recovery code/ }).click()
  await expectAccessible(page)
  await typeCode(page, 'AAAA-AAAA-AAAA-AAAA')
  await expect(page.getByText(/That code is not right, or it was used/)).toBeVisible()
  await typeCode(page, first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))
  await page.waitForURL('**/account')
  expect((await site.mailTo('chidi', /recovery code/i)).text).toMatch(/\b9\b/)

  await forgetCookies(page)
  await toTheCode(page, chidi)
  await typeCode(page, first)
  await expect(page.getByText(/That code is not right, or it was used/)).toBeVisible()
})

test('SI-8 going back from the methods does not ask the phone again', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  const number = await matchCodeOn(page)
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: 'Back to the phone' }).click()
  expect(await matchCodeOn(page)).toBe(number)
})

test('SI-2 SI-8 with no phone left the page offers the codes, and "Cannot confirm login" names whom to call', async ({
  site,
  computer,
}) => {
  const { page } = computer
  await enterPassword(page, site.person('dana'))
  await page.getByRole('button', { name: /Cannot confirm login/ }).click()
  await expect(page.getByRole('heading', { name: 'Cannot confirm login' })).toBeVisible()
  await expect(page.getByText(/contact the help desk, 555 0100/).first()).toBeVisible()
  await expectAccessible(page)
})

test('RC-4 SI-9 with three or fewer left the login says so', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  const chidi = site.person('chidi')
  // Six others were used before. Which of the ten they are the database does not know by heart: it has no readable code.
  const set = chidi.codeSet ?? ''
  const spendAllBut = async (left: number): Promise<void> => {
    const open = await site.core.db
      .selectFrom('recovery_code')
      .select('id')
      .where('set_id', '=', set)
      .where('spent_at', 'is', null)
      .execute()
    const ids = open.slice(left).map((row) => row.id)
    await site.core.db.updateTable('recovery_code').set({ spent_at: site.clock.now() }).where('id', 'in', ids).execute()
  }
  await toTheCode(page, chidi)
  await typeCode(page, chidi.codes[0] ?? '')
  await page.waitForURL('**/account')
  await spendAllBut(3)
  await visit(page, '/account')
  await expect(page.getByText(/3 recovery codes (are )?left/).first()).toBeVisible()
})

test('RC-5 "Create new codes" needs a fresh confirmation, and voids the old ones', async ({ site, computer, phone, anotherComputer }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  const chidi = site.person('chidi')
  await logIn(page, phone, chidi)
  await visit(page, '/account/security')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Create new codes' }).click()
  // The dialog says what happens, then the password, then the phone.
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create new codes' }).click()
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(chidi.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click()
  const number = await matchCodeOn(page)
  await phone.openApp()
  await expect(phone.page.getByText('Create new recovery codes').first()).toBeVisible()
  await confirmOnPhone(phone, number)
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  await page.getByRole('button', { name: 'I have saved them' }).click()
  await expect(page.getByText('The new codes count from now on. Destroy the old ones.')).toBeVisible()

  const other = await anotherComputer()
  await toTheCode(other.page, chidi)
  await typeCode(other.page, chidi.codes[3] ?? '')
  await expect(other.page.getByText(/That code is not right, or it was used/)).toBeVisible()
})
