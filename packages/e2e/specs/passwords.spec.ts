import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, confirmOnPhone, enterPassword, expectLoggedOut, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('EN-3 a forgotten password: the same answer for everybody, a link by mail, and the phone still confirms', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  const answers: string[] = []
  for (const login of ['nobody-at-all', 'chidi']) {
    await visit(page, '/login')
    await page
      .getByRole('button', { name: 'Forgotten password?' })
      .or(page.getByRole('link', { name: 'Forgotten password?' }))
      .click()
    await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
    await page.getByLabel('Login', { exact: true }).fill(login)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByRole('heading', { name: 'On its way' })).toBeVisible()
    answers.push((await page.locator('main').textContent()) ?? '')
  }
  expect(answers[1]).toBe(answers[0])
  await expectAccessible(page)

  // The mail goes out some seconds later, so that nobody can feel who has an account.
  site.clock.move(5_000)
  const [link = ''] = (await site.mailTo('chidi', /New password/)).links
  await visit(page, link)
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await expectAccessible(page)
  // Length, the list of common ones, and the account's own words are checked; nothing else is asked.
  for (const [password, said] of [
    ['short', /too short|At least 15/i],
    ['passwordpassword', /lists that attackers try first/],
    ['chidi-okonjo-chidi', /made of your name|name, login or address|your own name/i],
  ] as const) {
    await page.getByLabel(/^(New p|P)assword$/).fill(password)
    await page.getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText(said).first()).toBeVisible()
  }
  await page.getByLabel(/^(New p|P)assword$/).fill('seven otters on a raft')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByText('The new password is set')).toBeVisible()

  await enterPassword(page, { login: 'chidi', password: 'seven otters on a raft' })
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')
  expect((await site.mailTo('chidi', /password was changed/i)).links.length).toBeGreaterThan(0)
})

test('SI-12 changing the password needs a fresh confirmation and ends all other sessions', async ({
  site,
  computer,
  phone,
  anotherComputer,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const other = await anotherComputer()
  await logIn(other.page, phone, chidi)
  await phone.openApp()
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, '/account/security')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByLabel('New password').fill('nine herons by the lake')
  await page.getByRole('button', { name: 'Save new password' }).click()
  await confirmAct(page, phone, chidi)
  await expect(page.getByText('The password is changed. All other sessions were logged out.')).toBeVisible()
  await expectLoggedOut(other.page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible()
})
