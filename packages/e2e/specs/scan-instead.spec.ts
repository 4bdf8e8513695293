import { enterPassword, matchCodeOn, pairFromDesk, startOver } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.beforeEach(async ({ site, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
})

test('SI-7 the app scans the code on the login page in place of typing; the details and "Confirm" follow', async ({
  site,
  computer,
  phone,
}) => {
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  await page.getByRole('button', { name: 'Scan instead' }).click()
  await phone.lookAt(page.getByRole('img', { name: 'Code to scan with the phone app' }))
  await phone.page.getByRole('button', { name: 'Scan instead' }).tap()
  await expect(phone.page.getByText('The code on the login page was read. Check who, where and when, then confirm.')).toBeVisible()
  await expect(phone.page.getByText('Chidi Okonjo').first()).toBeVisible()
  await expect(page).toHaveURL(/\/login/)
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()
  await page.waitForURL('**/account')
})

test('SI-7 scanned by the system camera it opens the prompt and approves nothing', async ({ site, computer, phone }) => {
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  const number = await matchCodeOn(page)
  const view = await page.evaluate(async () => (await (await fetch('/api/sign-in')).json()) as { phone: { prompt: { scanUrl: string } } })
  await visit(phone.page, 'about:blank')
  await phone.openApp(view.phone.prompt.scanUrl)
  // The value in the address is dropped: the number must be typed all the same.
  await expect(phone.page.getByLabel('The number on the login page')).toBeVisible()
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()
  await expect(phone.page.getByText('Type all 3 digits of the number.')).toBeVisible()
  expect(phone.page.url()).not.toContain('prm_')
  await phone.page.getByLabel('The number on the login page').fill(number)
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()
  await page.waitForURL('**/account')
})

test('SI-7 where no push arrives, opening the phone app shows what waits', async ({ site, computer, phone }) => {
  await phone.closeApp()
  await enterPassword(computer.page, site.person('chidi'))
  const number = await matchCodeOn(computer.page)
  await phone.openApp()
  await expect(phone.page.getByLabel('The number on the login page')).toBeVisible()
  await phone.page.getByLabel('The number on the login page').fill(number)
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()
  await computer.page.waitForURL('**/account')
})

test('SI-15 a marked password: from a browser that is not known the phone confirms by scanning only, and the password changes first', async ({
  site,
  computer,
  phone,
}) => {
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  await matchCodeOn(page)
  await phone.page.getByRole('button', { name: 'Deny' }).tap()
  await phone.page.getByRole('button', { name: /It wasn.t me/ }).tap()
  await expect(phone.page.getByText('Ended', { exact: true })).toBeVisible()

  await startOver(page)
  site.clock.move(16 * 60_000)
  await enterPassword(page, site.person('chidi'))
  await expect(page.getByText('From this browser your phone confirms only by scanning this code.')).toBeVisible()
  await expect(page.getByText(/^Number to type on your phone/)).toHaveCount(0)
  await phone.openApp()
  await phone.lookAt(page.getByRole('img', { name: 'Code to scan with the phone app' }))
  await phone.page.getByRole('button', { name: 'Scan the code on the login page' }).tap()
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()

  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await page.getByLabel('New password').fill('an entirely new phrase')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL('**/account')
})
