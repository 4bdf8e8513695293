import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.beforeEach(async ({ site, phone, computer }) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
})

test('EN-1 EN-2 a stricter rule of a group is previewed with whom it hits, confirmed, and holds at once', async ({
  site,
  computer,
  phone,
}) => {
  const { page } = computer
  await visit(page, '/console')
  await page.getByRole('link', { name: 'Policy' }).click()
  await expect(page.getByRole('heading', { name: 'Policy', exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Edit the rules of Sales' }).click()
  await expect(page.getByRole('heading', { name: 'Rules of Sales' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('Nothing is changed yet.')).toBeVisible()

  await page.getByLabel('Digits of the match code').fill('5')
  await page.getByLabel('Days to set it up').fill('0')
  await page.getByRole('group', { name: 'Who answers recovery requests' }).getByLabel('Two people').check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { name: 'Whom this hits' })).toBeVisible()
  await expect(page.getByText('Match code: as everyone → 5 digits')).toBeVisible()
  await expect(page.getByText(/must set up two-factor authentication sooner/)).toBeVisible()
  await expect(page.getByText(/Two people answer for \d+ from now on/)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Save' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('The rules are saved. All administrators are told.')).toBeVisible()
  const sales = page.getByRole('region', { name: 'Sales' })
  await expect(sales.getByText('5 digits')).toBeVisible()
  await expect(sales.getByText('Everyone: 3 digits')).toBeVisible()
  expect((await site.mailTo('ada', /rules were changed/i)).text).toContain('digits of the match code: 5')
})

test('EN-1 a weaker rule waits, is shown with the time left, and "Stop" ends it', async ({ site, computer, phone }) => {
  const { page } = computer
  await visit(page, '/console/policy/everyone')
  await page.getByLabel('Days that a browser may skip the confirmation').fill('30')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('After 24 hours, unless an administrator stops it')).toBeVisible()
  await expect(page.getByText(/Nobody of these \d+ notices anything today/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('What is weaker waits for 24 hours.')).toBeVisible()
  await expect(page.getByText('Everyone: Remember a browser')).toBeVisible()
  await expect(page.getByText(/Takes effect in 23 h|Takes effect in 24 h/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Everyone' }).getByText('30 days')).toHaveCount(0)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('The change was stopped. All administrators are told.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Waiting changes' })).toHaveCount(0)
})

test('EN-1 what would leave somebody without a method is named, and cannot be saved', async ({ computer }) => {
  const { page } = computer
  await visit(page, '/console/policy/everyone')
  await page.getByLabel('Recovery code', { exact: true }).uncheck()
  await page.getByLabel('SMS', { exact: true }).uncheck()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText(/could not confirm with anything any more/)).toBeVisible()
  await expect(page.getByRole('alert').getByText('Dana Whitfield')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Back to the rules' }).click()
  await expect(page.getByLabel('SMS', { exact: true })).not.toBeChecked()
})

test('EN-1 of two who save at the same time the second is told to look again', async ({ site, computer, phone }) => {
  const { page } = computer
  await visit(page, '/console/policy/everyone')
  await page.getByLabel('Digits of the match code').fill('4')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  const row = { made_at: 1, made_by: 'acc_somebody', revision: 1, replaced_at: null, stopped_at: null, stopped_by: null }
  const rule = { id: 'pol_meanwhile', group_id: '', setting: 'idleMinutes', value: '20', works_from: 1 }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...row })
    .execute()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The rules, or whom they hit, changed since you looked.')).toBeVisible()
  await page.getByRole('button', { name: 'Look at the preview again' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('The rules are saved.')).toBeVisible()
})

test('SI-4 a longer match code is shown and typed whole, on page and phone', async ({ site, computer, phone, anotherComputer }) => {
  const row = { made_at: 1, made_by: 'acc_somebody', revision: 1, replaced_at: null, stopped_at: null, stopped_by: null }
  const rule = { id: 'pol_digits', group_id: '', setting: 'matchDigits', value: '6', works_from: 1 }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...row })
    .execute()
  const { page } = await anotherComputer()
  await enterPassword(page, site.person('ada'))
  const number = await matchCodeOn(page)
  expect(number).toHaveLength(6)
  await phone.openApp()
  await confirmOnPhone(phone, number)
  await page.waitForURL('**/account')
  await computer.page.close()
})

test('RR-6 an approver is given a group to answer for', async ({ site, computer, phone }) => {
  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Bruno Castellan' }).click()
  await page.getByRole('button', { name: 'Answers for' }).click()
  await page.getByRole('dialog').getByLabel('Sales').check()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Answer for it' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('Whom this approver answers for was changed.')).toBeVisible()
  await expect(page.getByText(/Sales/).first()).toBeVisible()
})

test('the page works at 375 px', async ({ computer }) => {
  const { page } = computer
  await page.setViewportSize({ width: 375, height: 800 })
  for (const path of ['/console/policy', '/console/policy/everyone']) {
    await visit(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await expectAccessible(page)
  }
})

test('an approver has none of it', async ({ site, anotherComputer, anotherPhone }) => {
  const theirs = await anotherComputer()
  const phone = await anotherPhone()
  const approver = site.people.find((one) => one.role === 'approver')
  await pairFromDesk(site, phone, approver?.login ?? '')
  await logIn(theirs.page, phone, site.person(approver?.login ?? ''))
  await visit(theirs.page, '/console/policy')
  await expect(theirs.page.getByRole('link', { name: 'Requests' })).toBeVisible()
  await expect(theirs.page.getByRole('link', { name: 'Policy' })).toHaveCount(0)
  await expect(theirs.page.getByRole('heading', { name: 'Policy', exact: true })).toHaveCount(0)
  expect(await theirs.page.evaluate(async () => (await fetch('/api/console/policy')).status)).toBe(403)
})
