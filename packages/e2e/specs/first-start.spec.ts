import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, matchCodeOn } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.use({ siteOptions: { people: [] } })

test('OP-1 TD-1 TD-2 RC-1 from the first link to the first login confirmed on a phone, by the phone’s own scanner', async ({
  site,
  computer,
  phone,
}) => {
  const { page } = computer
  await visit(page, '/login')
  await expect(page.getByRole('heading', { name: 'No administrator yet' })).toBeVisible()

  await visit(page, await site.firstLink())
  await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Name', { exact: true }).fill('Ida Brandt')
  await page.getByLabel('Login', { exact: true }).fill('ida')
  await page.getByLabel('E-mail').fill('ida@example.org')
  await page.getByRole('button', { name: 'Suggest one' }).click()
  const password = await page.getByLabel('Password', { exact: true }).inputValue()
  expect(password.length).toBeGreaterThanOrEqual(15)
  await page.getByRole('button', { name: 'Create account' }).click()

  // The set-up: no code by mail is asked for in the session that opened the link (TD-9).
  await page.waitForURL('**/account/set-up')
  await expect(page.getByRole('button', { name: 'Open the phone app in a new window' })).toBeVisible()
  await expectAccessible(page)
  await phone.openApp()
  await expect(phone.page.getByRole('heading', { name: 'Set up this phone' })).toBeVisible()
  await expectAccessible(phone.page)
  await phone.lookAt(page.getByRole('img', { name: /QR code/ }))
  await phone.page.getByRole('button', { name: 'Scan the code' }).tap()

  // Both screens show the same number, and only the computer decides.
  await expect(page.getByRole('heading', { name: 'Is this your phone?' })).toBeVisible()
  await expect(phone.page.getByRole('heading', { name: 'Compare this number' })).toBeVisible()
  const onComputer = (await page.locator('.check-number .unseen').textContent())?.replace(/\D/g, '') ?? ''
  expect(onComputer).toMatch(/^\d{6}$/)
  expect((await phone.page.locator('main').textContent())?.replace(/\D/g, '')).toContain(onComputer)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'This is my phone' }).click()
  await expect(phone.page.getByRole('heading', { name: 'This phone is paired' })).toBeVisible()
  await phone.page.getByRole('button', { name: 'Go on' }).tap()

  // Nothing counts until the codes are saved; then the new phone confirms the first login.
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  await expectAccessible(page)
  for (const name of ['Download', 'Copy', 'Print']) await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'I have saved them' }).click()
  // RR-11: the first administrator gets the break-glass kit, shown once.
  await expect(page.getByRole('heading', { name: 'Save the break-glass kit' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'I have saved it' }).click()
  await page.waitForURL('**/login')
  await confirmOnPhone(phone, await matchCodeOn(page))
  // The first minutes go on in the console, with what is left to do (DESIGN §6).
  await page.waitForURL('**/console')
  await expectAccessible(page)
  await visit(page, '/account')

  // The next login asks for the password and the phone.
  await page.getByRole('button', { name: /Profile picture/ }).click()
  await page
    .getByRole('menuitem', { name: 'Log out', exact: true })
    .or(page.getByRole('button', { name: 'Log out', exact: true }))
    .click()
  await page.waitForURL('**/login**')
  await phone.page.getByRole('button', { name: /Done|Close/ }).tap()
  await enterPassword(page, { login: 'ida', password })
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')
})
