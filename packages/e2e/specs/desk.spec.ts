import { enterPassword, expectLoggedOut, matchCodeOn } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('OP-1 TD-7 at the desk: "Open their phone" opens a phone-sized window that pairs, and the login is confirmed in it', async ({
  site,
  computer,
}) => {
  const { page, context } = computer
  await visit(page, '/dev')
  await expect(page.getByRole('heading', { name: 'Chidi Okonjo' })).toBeVisible()
  const [popup] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open their phone: Chidi Okonjo' }).click(),
  ])
  await popup.getByRole('button', { name: 'Pair this phone' }).click()
  await popup.getByRole('button', { name: 'Go on' }).click()
  expect(await popup.evaluate(() => innerWidth)).toBeLessThan(500)

  const [login] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Log in as them: Chidi Okonjo' }).click(),
  ])
  await enterPassword(login, site.person('chidi'))
  const number = await matchCodeOn(login)
  await popup.getByLabel('The number on the login page').fill(number)
  await popup.getByRole('button', { name: 'Confirm', exact: true }).click()
  await login.waitForURL('**/account')

  // The mail about it lies in the outbox, its links to be clicked.
  await page.getByRole('link', { name: 'Outbox' }).click()
  await expect(page.getByText('To chidi@example.org').first()).toBeVisible()
  await expect(page.getByRole('link', { name: /\/link\/not-me#/ }).first()).toBeVisible()
})

test('OP-1 the desk moves the clock: a session that was idle for too long is over', async ({ site, computer }) => {
  const { page } = computer
  await enterPassword(page, site.person('emil'))
  await page.waitForURL('**/account')
  await visit(page, '/dev')
  await page.getByRole('button', { name: '+1 hour' }).click()
  await expect(page.getByText(/moved ahead by 1 hour/)).toBeVisible()
  await expectLoggedOut(page)
  await visit(page, '/dev')
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByText(/real time/)).toBeVisible()
})

test('TD-7 the set-up on localhost says that no phone can reach it, and its window plays one', async ({ site, computer }) => {
  const { page, context } = computer
  await enterPassword(page, site.person('goran'))
  await page.waitForURL('**/account')
  await visit(page, '/account/set-up')
  await page.getByRole('button', { name: 'Send code' }).click()
  await expect(page.getByText(/A code is on its way to/)).toBeVisible()
  const code = /^\d{3} \d{3}/.exec((await site.mailTo('goran', /code to set up/)).text)?.[0] ?? ''
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('A phone cannot reach this site')).toBeVisible()
  const [window] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Open the phone app in a new window' }).click(),
  ])
  await window.getByRole('button', { name: 'Pair this phone' }).click()
  await page.getByRole('button', { name: 'This is my phone' }).click()
  await window.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Skip' }).click()
  await page.getByRole('button', { name: 'I have saved them' }).click()
  await page.waitForURL('**/login')
  const number = await matchCodeOn(page)
  await window.getByLabel('The number on the login page').fill(number)
  await window.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.waitForURL('**/account')
})
