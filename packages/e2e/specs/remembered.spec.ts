import { expectAccessible } from '../src/accessible.ts'
import type { Site } from '../src/site.ts'
import { confirmAct, confirmOnPhone, enterPassword, forgetCookies, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

const box = 'Skip the confirmation on this browser for 30 days'

/** The rule for everyone, as if it had been saved long ago. */
async function allowRemembering(site: Site): Promise<void> {
  await site.core.db
    .insertInto('policy_rule')
    .values({
      id: 'rul_remember',
      group_id: '',
      setting: 'rememberDays',
      value: '30',
      works_from: 0,
      revision: 1,
      made_at: 0,
      made_by: 'test',
      replaced_at: null,
      stopped_at: null,
      stopped_by: null,
    })
    .execute()
}

test('SI-13 as shipped the confirm page offers nothing of the kind', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  await expect(computer.page.getByRole('checkbox')).toHaveCount(0)
})

test('SI-13 SI-16 AU-2 a browser skips the confirmation, with one factor, until it is logged out', async ({
  site,
  computer,
  phone,
  anotherComputer,
}) => {
  await allowRemembering(site)
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await enterPassword(page, chidi)
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/sign-in/remember'))
  await page.getByRole('checkbox', { name: box }).check()
  await kept
  await expectAccessible(page)
  // A refresh shows it as it was left.
  await page.reload()
  await expect(page.getByRole('checkbox', { name: box })).toBeChecked()
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')
  expect((await site.mailTo('chidi', /skips the confirmation/)).text).toContain('30 days')

  await page.getByRole('button', { name: /Profile picture/ }).click()
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await page.waitForURL('**/login**')
  await enterPassword(page, chidi)
  await page.waitForURL('**/account')
  await visit(page, '/account/security')
  await expect(page.getByText('This browser skipped the confirmation.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create new codes' })).toHaveCount(0)
  await expectAccessible(page)

  // One click to a login that allows everything, and back.
  await page.getByRole('button', { name: 'Log in with confirmation' }).click()
  await page.waitForURL('**/login?confirm**')
  await page.getByLabel('Login', { exact: true }).fill(chidi.login)
  await page.getByLabel('Password', { exact: true }).fill(chidi.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account/security')
  await page.getByRole('button', { name: 'Create new codes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create new codes' }).click()
  await confirmAct(page, phone, chidi)
  await expect(page.getByRole('button', { name: 'I have saved them' })).toBeVisible()

  // It is listed, and logged out from elsewhere.
  const other = await anotherComputer()
  await enterPassword(other.page, chidi)
  await confirmOnPhone(phone, await matchCodeOn(other.page))
  await other.page.waitForURL('**/account')
  await visit(other.page, '/account/sessions')
  const section = other.page.getByRole('region', { name: 'Browsers that skip the confirmation' })
  await expect(section.getByText(/Chrom\w+ on Linux/)).toBeVisible()
  await expectAccessible(other.page)
  await section.getByRole('button', { name: 'Log out' }).click()
  await expect(section).toHaveCount(0)
  await forgetCookies(page, { name: /session/ })
  await enterPassword(page, chidi)
  await matchCodeOn(page)
})
