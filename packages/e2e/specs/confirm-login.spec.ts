import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk, startOver } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// The page and the app as most people see them, with what moves.
test.use({ motion: 'no-preference' })

test.beforeEach(async ({ site, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
})

test('SI-1 SI-3 SI-4 a login is confirmed on the phone, and the page goes on by itself', async ({ site, computer, phone }) => {
  await enterPassword(computer.page, site.person('chidi'))
  await expect(computer.page.getByRole('heading', { name: 'Confirm your login' })).toBeVisible()
  const number = await matchCodeOn(computer.page)
  expect(number).toMatch(/^\d{3}$/)
  await expectAccessible(computer.page)

  // The phone shows who, which site, what, from where.
  await expect(phone.page.getByText('Chidi Okonjo').first()).toBeVisible()
  await expect(phone.page.getByText('Example Ltd').first()).toBeVisible()
  await expect(phone.page.getByText(/Chrom\w+ on Linux/).first()).toBeVisible()
  await expect(phone.page.getByText('127.0.0.1').first()).toBeVisible()
  await expect(phone.page.getByText('Only if you see this number on your own screen. Nobody will ever ask you for it.')).toBeVisible()
  await expectAccessible(phone.page)

  await confirmOnPhone(phone, number)
  await computer.page.waitForURL('**/account')
  await expect(phone.page.getByText('Confirmed', { exact: true })).toBeVisible()
  await expectAccessible(phone.page)
})

test('SI-1 a wrong login and a wrong password get the same answer', async ({ site, computer }) => {
  const { page } = computer
  const answers: string[] = []
  for (const given of [
    { login: 'chidi', password: 'not the right password' },
    { login: 'nobody', password: site.person('chidi').password },
  ]) {
    await enterPassword(page, given)
    const alert = page.getByRole('alert').filter({ hasText: /\S/ })
    await expect(alert).toBeVisible()
    answers.push((await alert.textContent()) ?? '')
  }
  expect(answers[1]).toBe(answers[0])
})

test('SI-3 refreshing at any moment shows the true state, and never starts over', async ({ site, computer, phone }) => {
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  const number = await matchCodeOn(page)
  await page.reload()
  expect(await matchCodeOn(page)).toBe(number)
  await visit(page, '/login')
  expect(await matchCodeOn(page)).toBe(number)
  await page.close()
  await confirmOnPhone(phone, number)
  await expect(phone.page.getByText('Confirmed', { exact: true })).toBeVisible()
  // The page was away when it was answered: opened again it goes on where it stands.
  const again = await computer.context.newPage()
  await visit(again, '/login')
  await again.waitForURL('**/account')
})

test('SI-3 without live events the page goes on by itself all the same', async ({ site, computer, phone }) => {
  await computer.page.route('**/api/sign-in/events', (route) => route.abort())
  await enterPassword(computer.page, site.person('chidi'))
  await confirmOnPhone(phone, await matchCodeOn(computer.page))
  await computer.page.waitForURL('**/account')
})

test('SI-4 three wrong numbers end the prompt, and "Send again" makes a new one', async ({ site, computer, phone }) => {
  await enterPassword(computer.page, site.person('chidi'))
  const number = await matchCodeOn(computer.page)
  const wrong = number === '111' ? '222' : '111'
  await confirmOnPhone(phone, wrong)
  await expect(phone.page.getByText(/2 tries left/)).toBeVisible()
  await confirmOnPhone(phone, wrong)
  await expect(phone.page.getByText(/1 try left/)).toBeVisible()
  await confirmOnPhone(phone, wrong)
  await expect(phone.page.getByText('Three wrong numbers')).toBeVisible()
  await expect(computer.page.getByText('This number is no longer good.')).toBeVisible()

  site.clock.move(30_000)
  await computer.page.reload()
  await computer.page.getByRole('button', { name: 'Send again' }).click()
  const next = await matchCodeOn(computer.page)
  await phone.openApp()
  await confirmOnPhone(phone, next)
  await computer.page.waitForURL('**/account')
})

test('SI-5 "It wasn\'t me" stops the login, marks the password, and tells the administrators', async ({ site, computer, phone }) => {
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  await phone.page.getByRole('button', { name: 'Deny' }).tap()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: /It wasn.t me/ }).tap()
  await expect(computer.page.getByRole('heading', { name: /It wasn.t me/ })).toBeVisible()
  await expectAccessible(computer.page)
  expect((await site.mailTo('ada', /It wasn.t me/)).text).toContain('chidi')

  await startOver(computer.page)
  // From a browser that is not known the phone is not asked by a number now (SI-5, SI-15).
  await enterPassword(computer.page, site.person('chidi'))
  await expect(computer.page.getByText('Signing in as chidi')).toBeVisible()
  await expect(computer.page.getByText(/^Number to type on your phone/)).toHaveCount(0)
})

test('SI-5 "I made a mistake" ends the prompt only', async ({ site, computer, phone }) => {
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  await phone.page.getByRole('button', { name: 'Deny' }).tap()
  await phone.page.getByRole('button', { name: /I made a mistake/ }).tap()
  await expect(computer.page.getByText('You answered “I made a mistake” on your phone.')).toBeVisible()
  site.clock.move(30_000)
  await computer.page.reload()
  await computer.page.getByRole('button', { name: 'Send again' }).click()
  await phone.openApp()
  await confirmOnPhone(phone, await matchCodeOn(computer.page))
  await computer.page.waitForURL('**/account')
})

test('SI-6 after 15 s without a sign of life the page offers the other methods', async ({ site, computer, phone }) => {
  await phone.closeApp()
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  site.clock.move(16_000)
  await computer.page.reload()
  await expect(computer.page.getByText('No sign of life from your phone so far.')).toBeVisible()
  await expect(computer.page.getByRole('button', { name: /Recovery code/ })).toBeVisible()
})

test('SI-11 ten minutes after the password a login can no longer be confirmed', async ({ site, computer }) => {
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  site.clock.move(10 * 60_000)
  await computer.page.reload()
  await expect(computer.page.getByRole('heading', { name: 'This login took too long' })).toBeVisible()
  await expect(
    computer.page.getByRole('button', { name: 'Log in again' }).or(computer.page.getByRole('link', { name: 'Log in again' })),
  ).toBeVisible()
})
