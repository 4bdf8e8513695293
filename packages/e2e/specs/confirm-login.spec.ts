import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

test('SI-3 SI-4 a login is confirmed on the phone, and the page goes on by itself', async ({ site, computer, phone }) => {
  const chidi = site.person('chidi')
  await pairFromDesk(site, phone, 'chidi')

  await enterPassword(computer.page, chidi)
  await expect(computer.page.getByRole('heading', { name: 'Confirm your login' })).toBeVisible()
  const number = await matchCodeOn(computer.page)
  expect(number).toMatch(/^\d{3}$/)

  // The phone shows who, which site, what, from where.
  await expect(phone.page.getByText('Chidi Okonjo').first()).toBeVisible()
  await expect(phone.page.getByText('Example Ltd').first()).toBeVisible()
  await expect(phone.page.getByText(/Chrom\w+ on Linux/).first()).toBeVisible()
  await expect(phone.page.getByText('127.0.0.1').first()).toBeVisible()
  await expect(phone.page.getByText('Only if you see this number on your own screen. Nobody will ever ask you for it.')).toBeVisible()

  await confirmOnPhone(phone, number)
  await computer.page.waitForURL('**/account')
  await expect(phone.page.getByText('Confirmed', { exact: true })).toBeVisible()
})
