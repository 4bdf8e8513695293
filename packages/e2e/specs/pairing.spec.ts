import type { Page } from '@playwright/test'
import { expectAccessible } from '../src/accessible.ts'
import { startPhone } from '../src/phone.ts'
import type { Site } from '../src/site.ts'
import { enterPassword } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

/** Goran's set-up at the computer, up to the code for the phone. The code by mail comes first (TD-9).
 * @returns what the QR holds, and what is typed where there is no camera */
async function toThePhoneStep(page: Page, site: Site): Promise<{ url: string; code: string }> {
  await enterPassword(page, site.person('goran'))
  await page.waitForURL('**/account')
  await visit(page, '/account/set-up')
  await page.getByRole('button', { name: 'Send code' }).click()
  await expect(page.getByText(/A code is on its way to/)).toBeVisible()
  const code = /^\d{3} \d{3}/.exec((await site.mailTo('goran', /code to set up/)).text)?.[0] ?? ''
  await page.getByLabel('Code', { exact: true }).fill(code)
  const begun = page.waitForResponse((response) => response.url().endsWith('/api/pairings'))
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  return (await (await begun).json()) as { url: string; code: string }
}

test('TD-9 TD-2 the set-up asks for a code by mail, and a typed pairing code pairs the phone', async ({ site, computer, anotherPhone }) => {
  const { code } = await toThePhoneStep(computer.page, site)
  await expect(computer.page.getByText(code, { exact: true })).toBeVisible()
  // A phone whose camera may not be used types.
  const phone = await anotherPhone({ camera: false })
  await phone.openApp()
  await phone.page.getByRole('button', { name: 'Scan the code' }).tap()
  await expect(phone.page.getByText(/The camera is not allowed|There is no camera/)).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Type a code instead' }).tap()
  await phone.page.getByLabel('Pairing code').fill(code.toLowerCase().replaceAll('-', ' '))
  await phone.page.getByRole('button', { name: 'Continue' }).tap()
  await computer.page.getByRole('button', { name: 'This is my phone' }).click()
  await expect(phone.page.getByRole('heading', { name: 'This phone is paired' })).toBeVisible()
  await expectAccessible(phone.page)
  // TD-1: nothing counts yet.
  await phone.page.getByRole('button', { name: 'Go on' }).tap()
  await expect(phone.page.getByText('Not trusted yet')).toBeVisible()
})

test('TD-2 the link of the system camera pairs after a tap, and a second phone is told "Already used"', async ({
  site,
  computer,
  phone,
  anotherPhone,
}) => {
  const { url } = await toThePhoneStep(computer.page, site)
  await phone.openApp(url)
  await expect(phone.page.getByRole('heading', { name: 'Pair this phone?' })).toBeVisible()
  expect(phone.page.url()).not.toContain('pair.')
  await phone.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await expect(computer.page.getByRole('heading', { name: 'Is this your phone?' })).toBeVisible()

  const thief = await anotherPhone()
  await thief.openApp(url)
  await thief.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await expect(thief.page.getByText('Already used')).toBeVisible()
})

test('TD-2 "Not my phone" ends the pairing on both screens', async ({ site, computer, phone }) => {
  const { url } = await toThePhoneStep(computer.page, site)
  await phone.openApp(url)
  await phone.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await computer.page.getByRole('button', { name: 'Not my phone' }).click()
  await expect(computer.page.getByText('The pairing has ended').first()).toBeVisible()
  await expect(phone.page.getByRole('heading', { name: 'This phone was not paired' })).toBeVisible()
})

test('TD-1 leaving the set-up and coming back goes on where it was', async ({ site, computer, phone }) => {
  const { page } = computer
  const { url } = await toThePhoneStep(page, site)
  await phone.openApp(url)
  await phone.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await page.getByRole('button', { name: 'This is my phone' }).click()
  await expect(page.getByRole('heading', { name: 'Enter phone number' })).toBeVisible()
  await visit(page, '/account')
  await visit(page, '/account/set-up')
  await expect(page.getByRole('heading', { name: 'Enter phone number' })).toBeVisible()
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  await visit(page, '/account')
  await visit(page, '/account/set-up')
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
})

test('TD-7 on an iPhone a browser tab does not pair: the app is put on the Home Screen first', async ({ site, push }) => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
  const iphone = await startPhone({ url: site.url, push, userAgent })
  try {
    await iphone.openApp(`/app/#pair.${'A'.repeat(22)}`)
    await expect(iphone.page.getByRole('heading', { name: 'First put the app on your Home Screen' })).toBeVisible()
    await expect(iphone.page.getByRole('button', { name: 'Pair this phone' })).toHaveCount(0)
    await expectAccessible(iphone.page)
  } finally {
    await iphone.close()
  }
})
