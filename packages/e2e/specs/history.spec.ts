import { expectAccessible } from '../src/accessible.ts'
import { enterPassword, expectLoggedOut, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('AU-1 AU-2 login history, sessions and known browsers are shown, and each session can be logged out', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const other = await anotherComputer()
  await enterPassword(other.page, { login: 'chidi', password: 'not the right password' })
  await expect(other.page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  await logIn(other.page, phone, chidi)
  await phone.openApp()
  const { page } = computer
  await logIn(page, phone, chidi)

  await visit(page, '/account/history')
  await expect(page.getByRole('heading', { name: 'Login history' })).toBeVisible()
  await expect(page.getByText('Logged in').first()).toBeVisible()
  await expect(page.getByText('Wrong password').first()).toBeVisible()
  await expect(page.getByText(/Chrom\w+ on Linux/).first()).toBeVisible()
  await expect(page.getByText('127.0.0.1').first()).toBeVisible()
  await expectAccessible(page)

  await visit(page, '/account/sessions')
  await expect(page.getByText('This browser').first()).toBeVisible()
  await expectAccessible(page)
  // This browser's stands first; the other one ends when its line is gone.
  const open = page.getByRole('region', { name: 'Logged in now' }).getByRole('listitem')
  await expect(open).toHaveCount(2)
  await open.nth(1).getByRole('button', { name: 'Log out' }).click()
  await expect(open).toHaveCount(1)
  await expectLoggedOut(other.page)
  await page.reload()
  await expect(page.getByText('This browser').first()).toBeVisible()
})

test('SI-12 "Log out on all devices" works at once everywhere', async ({ site, computer, anotherComputer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const other = await anotherComputer()
  await logIn(other.page, phone, site.person('chidi'))
  await phone.openApp()
  await logIn(computer.page, phone, site.person('chidi'))
  await visit(computer.page, '/account/sessions')
  await computer.page.locator('main').getByRole('button', { name: 'Log out on all devices' }).click()
  await computer.page.waitForURL('**/login**')
  await expectLoggedOut(other.page)
})

test('SI-14 AU-4 a login in a new browser is told by mail; "This wasn\'t me" works without signing in and takes everything away', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  const mail = await site.mailTo('chidi', /browser that is not known/)
  expect(mail.text).toMatch(/Chrom\w+ on Linux/)
  expect(mail.text).toContain('127.0.0.1')

  const owner = await anotherComputer()
  await visit(owner.page, mail.links[0] ?? '')
  await expect(owner.page.getByRole('heading', { name: 'Was this you?' })).toBeVisible()
  await expectAccessible(owner.page)
  // Opening it only shows what it would do.
  await visit(computer.page, '/account')
  await expect(computer.page.getByRole('button', { name: /Profile picture/ })).toBeVisible()

  await owner.page.getByRole('button', { name: /This wasn.t me/ }).click()
  await expect(owner.page.getByText('The account is shut off from whoever did this')).toBeVisible()
  await expectLoggedOut(computer.page)
  expect((await site.mailTo('ada', /wasn.t me/i)).text).toContain('chidi')

  await visit(owner.page, mail.links[0] ?? '')
  await expect(owner.page.getByRole('heading', { name: 'This link leads nowhere any more' })).toBeVisible()
})
