import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, confirmOnPhone, enterPassword, forgetCookies, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('TD-4 TD-7 a phone is renamed, changed for another, and removed; each but the name after a fresh confirmation', async ({
  site,
  computer,
  phone,
  anotherPhone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, '/account/security')
  await expect(page.getByRole('heading', { name: 'Trusted devices' })).toBeVisible()
  await expect(page.getByText('Trial', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: /^Rename/ }).click()
  await page.getByLabel('Name of the phone').fill('Old phone')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('It is called Old phone now.')).toBeVisible()

  await page
    .getByRole('link', { name: /^Change/ })
    .or(page.getByRole('button', { name: /^Change/ }))
    .first()
    .click()
  const begun = page.waitForResponse((response) => response.url().endsWith('/api/pairings') && response.ok())
  await confirmAct(page, phone, chidi)
  const { url } = (await (await begun).json()) as { url: string }
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expectAccessible(page)
  const newPhone = await anotherPhone()
  await newPhone.openApp(url)
  await newPhone.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await page.getByRole('button', { name: 'This is my phone' }).click()
  await expect(page.getByText(/is a trusted device now, in place of the old one/)).toBeVisible()
  expect((await site.mailTo('chidi', /phone/i)).text).toContain('Old phone')

  // The new one confirms, the old one does not.
  await forgetCookies(page)
  await phone.openApp()
  await expect(phone.page.getByText('No longer a trusted device').first()).toBeVisible()
  await newPhone.page.getByRole('button', { name: 'Go on' }).tap()
  await enterPassword(page, chidi)
  await confirmOnPhone(newPhone, await matchCodeOn(page))
  await page.waitForURL('**/account')
})
