import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, matchCodeOn } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('EN-1 where the rules allow no recovery codes the set-up makes none, and no page asks for them', async ({ site, computer, phone }) => {
  const row = { made_at: 1, made_by: 'acc_somebody', revision: 1, replaced_at: null, stopped_at: null, stopped_by: null }
  const rule = { id: 'pol_codes', group_id: '', setting: 'methods', value: 'phone,sms,verification-code', works_from: 1 }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...row })
    .execute()

  const { page } = computer
  await enterPassword(page, site.person('emil'))
  await page.waitForURL('**/account')
  await visit(page, '/account/set-up')
  await page.getByRole('button', { name: 'Send code' }).click()
  const mailed = /^(\d{3} \d{3}) is the code/.exec((await site.mailTo('emil', /code/i)).text)?.[1] ?? ''
  await page.getByLabel('Code', { exact: true }).fill(mailed)
  await page.getByRole('button', { name: 'Continue' }).click()
  const steps = page.getByRole('list', { name: 'Progress' })
  await expect(steps).toContainText('Finish')
  await expect(steps).not.toContainText('Recovery codes')
  await phone.openApp()
  await phone.lookAt(page.getByRole('img', { name: /QR code/ }))
  await phone.page.getByRole('button', { name: 'Scan the code' }).tap()
  await page.getByRole('button', { name: 'This is my phone' }).click()
  await phone.page.getByRole('button', { name: 'Go on' }).tap()
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('heading', { name: 'Ready to finish' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Finish set-up' }).click()
  await page.waitForURL('**/login')
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')

  await visit(page, '/account/security')
  await expect(page.getByText('The rules of your organisation do not allow recovery codes.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create new codes' })).toHaveCount(0)
  await visit(page, '/account/ready')
  await expect(page.getByText('Do this first: add a second phone.')).toBeVisible()
  await expectAccessible(page)
})
