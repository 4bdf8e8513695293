import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, confirmOnPhone, enterPassword, expectLoggedOut, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.beforeEach(async ({ site, phone, computer }) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
})

test('EN-4 TD-1 an administrator invites somebody, who comes by the link and sets up their phone', async ({
  site,
  computer,
  phone,
  anotherComputer,
  anotherPhone,
}) => {
  const { page } = computer
  await visit(page, '/console/invite')
  await expectAccessible(page)
  await page.getByLabel('Name', { exact: true }).fill('Ines Duval')
  await page.getByLabel('Login name').fill('ines')
  await page.getByLabel('E-mail address').fill('ines@example.org')
  await page.getByRole('button', { name: 'Make invitation' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByRole('heading', { name: 'Ines Duval is invited' })).toBeVisible()
  await expectAccessible(page)
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  expect((await site.mailTo('ines', /invit/i)).links).toHaveLength(1)

  const theirs = await anotherComputer()
  await visit(theirs.page, link)
  await expect(theirs.page.getByRole('heading', { name: 'Welcome, Ines Duval' })).toBeVisible()
  await expectAccessible(theirs.page)
  await theirs.page.getByLabel(/^(New p|P)assword$/).fill('a field of blue tractors')
  await theirs.page.getByRole('button', { name: 'Set password' }).click()
  await theirs.page.waitForURL('**/account')
  await theirs.page.getByRole('link', { name: 'Enable' }).first().click()
  const theirPhone = await anotherPhone()
  await theirPhone.openApp()
  await theirPhone.lookAt(theirs.page.getByRole('img', { name: /QR code/ }))
  await theirPhone.page.getByRole('button', { name: 'Scan the code' }).tap()
  await theirs.page.getByRole('button', { name: 'This is my phone' }).click()
  await theirPhone.page.getByRole('button', { name: 'Go on' }).tap()
  // TD-1: the second step may be skipped.
  await theirs.page.getByRole('button', { name: 'Skip' }).click()
  await theirs.page.getByRole('button', { name: 'I have saved them' }).click()
  await theirs.page.waitForURL('**/login')
  await confirmOnPhone(theirPhone, await matchCodeOn(theirs.page))
  await theirs.page.waitForURL('**/account')

  // The link is used up, and says so.
  const late = await anotherComputer()
  await visit(late.page, link)
  await expect(late.page.getByRole('heading', { name: 'This link leads nowhere any more' })).toBeVisible()
  await expectAccessible(late.page)
})

test('the console finds people by name, login and address, page by page', async ({ computer }) => {
  const { page } = computer
  await visit(page, '/console')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByText('8 people')).toBeVisible()
  for (const [search, found] of [
    ['okon', 'Chidi Okonjo'],
    ['BRUNO', 'Bruno Castellan'],
    ['farah@example', 'Farah Nikolaidis'],
  ] as const) {
    await page.getByLabel('Search').fill(search)
    await expect(page.getByText('1 person')).toBeVisible()
    await expect(page.getByRole('link', { name: found })).toBeVisible()
  }
  await page.getByLabel('Search').fill('100%_nobody')
  await expect(page.getByText('Nobody is found for “100%_nobody”.')).toBeVisible()
  await page.getByRole('link', { name: 'Show everybody' }).click()
  await page.getByRole('link', { name: 'Chidi Okonjo' }).click()
  await expect(page.getByRole('heading', { name: 'Chidi Okonjo' })).toBeVisible()
  await expectAccessible(page)
})

test('EN-5 disabling an account ends its sessions everywhere within a second', async ({
  site,
  computer,
  phone,
  anotherComputer,
  anotherPhone,
}) => {
  const theirPhone = await anotherPhone()
  await pairFromDesk(site, theirPhone, 'dana')
  const theirs = await anotherComputer()
  await logIn(theirs.page, theirPhone, site.person('dana'))

  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Dana Whitfield' }).click()
  await page.getByRole('button', { name: 'Disable account' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable account' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('Dana Whitfield is disabled and logged out everywhere.')).toBeVisible()

  await expectLoggedOut(theirs.page, '/account/security')
  await enterPassword(theirs.page, site.person('dana'))
  await expect(theirs.page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
})

test('who is no administrator finds no console', async ({ site, anotherComputer, anotherPhone }) => {
  const theirPhone = await anotherPhone()
  await pairFromDesk(site, theirPhone, 'chidi')
  const theirs = await anotherComputer()
  await logIn(theirs.page, theirPhone, site.person('chidi'))
  await visit(theirs.page, '/console/people')
  await expect(theirs.page.getByRole('heading', { name: 'The console is for administrators' })).toBeVisible()
  await expectAccessible(theirs.page)
})
