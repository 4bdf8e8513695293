import { expectAccessible, expectNoSidewaysScroll } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

const days = 86_400_000

test('RR-12 an administrator sees who would be locked out, asks them to prepare, and they close the gap', async ({
  site,
  computer,
  phone,
  anotherComputer,
  anotherPhone,
}) => {
  await pairFromDesk(site, phone, 'ada')
  const chidisPhone = await anotherPhone()
  await pairFromDesk(site, chidisPhone, 'chidi')
  const chidi = site.person('chidi')
  await site.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', chidi.id).execute()

  const { page } = computer
  await logIn(page, phone, site.person('ada'))
  await visit(page, '/console')
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: '1 would be locked out without the phone' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Chidi Okonjo' })
  await expect(row).toContainText('No recovery codes, no second phone')
  await expect(row).toContainText('An approver')
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await row.getByRole('button', { name: 'Ask them to prepare' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ask them to prepare' }).click()
  await expect(page.getByText('Chidi Okonjo is asked to prepare.')).toBeVisible()
  await expect(row.getByText(/^Asked/)).toBeVisible()
  await expect(row.getByRole('button', { name: 'Ask them to prepare' })).toHaveCount(0)

  await page.getByLabel('Search').fill('nobody of that name')
  await expect(page.getByText('Nobody in this list is found')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Show all of this list' }).click()
  await page.getByRole('link', { name: 'Without two-factor authentication' }).click()
  await expect(page.getByRole('table', { name: 'Without two-factor authentication' })).toBeVisible()
  await expectAccessible(page)

  const mail = await site.mailTo('chidi', /Prepare for a lost phone/)
  const [link = ''] = mail.links
  const theirs = await anotherComputer()
  // RC-4: who has no codes left is given new ones on the way in.
  await enterPassword(theirs.page, chidi)
  await confirmOnPhone(chidisPhone, await matchCodeOn(theirs.page))
  await theirs.page.getByRole('button', { name: 'I have saved them' }).click()
  await theirs.page.waitForURL('**/account')
  await visit(theirs.page, new URL(link).pathname)
  await expect(theirs.page.getByText('You would get back in by yourself')).toBeVisible()
  await expect(theirs.page.getByText('You have 10.')).toBeVisible()
  await visit(page, '/console/readiness')
  await expect(page.getByText('Everybody would get back in by themselves')).toBeVisible()
  await expectAccessible(page)
})

test('TD-5 after 180 days the account page asks whether the phone is still theirs, and takes yes, no, and not now', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const { db } = site.core
  const set = (columns: object) => db.updateTable('device').set(columns).where('account_id', '=', site.person('chidi').id).execute()
  await set({ trusted_at: Date.now() - 181 * days, added_at: Date.now() - 181 * days })
  const { page } = computer
  await logIn(page, phone, site.person('chidi'))
  const question = page.getByRole('region', { name: 'Is this still your phone?' })
  await expect(question).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Not now' }).click()
  await expect(question).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(question).toHaveCount(0)

  await set({ still_later_at: Date.now() - 2 * days })
  await page.reload()
  await question.getByRole('button', { name: 'No', exact: true }).click()
  await expect(question.getByRole('link', { name: 'Change it for another phone' })).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('link', { name: 'Remove it' }).click()
  await expect(page.getByRole('heading', { name: 'Trusted devices' })).toBeVisible()

  await visit(page, '/account')
  await question.getByRole('button', { name: 'Yes, it is' }).click()
  await expect(page.getByText(/stays trusted/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(question).toHaveCount(0)
})
