import { takeLooks } from '../src/looks.ts'
import { confirmAct, enterPassword, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// The rules, the record and the readiness in every state, as an administrator sees them, to be looked at by people: .build/pictures.

test.describe.configure({ timeout: 300_000 })

test('rules by group: preview, waiting changes, what cannot be saved, the deadline of one person', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'ada')
  const { page } = computer
  const ada = site.person('ada')
  await logIn(page, phone, ada)
  await visit(page, '/console/policy')
  await takeLooks(page, 'policy')
  await page.getByRole('link', { name: 'Edit the rules of Sales' }).click()
  await expect(page.getByRole('heading', { name: 'Rules of Sales' })).toBeVisible()
  await takeLooks(page, 'policy-group')
  await page.getByLabel('Digits of the match code').fill('5')
  await page.getByLabel('Days to set it up').fill('0')
  await page.getByRole('group', { name: 'Who answers recovery requests' }).getByLabel('Two people').check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { name: 'Whom this hits' })).toBeVisible()
  await takeLooks(page, 'policy-preview-stricter')
  await page.getByRole('button', { name: 'Save' }).click()
  await takeLooks(page, 'policy-password')
  await confirmAct(page, phone, ada)
  await expect(page.getByText('The rules are saved.')).toBeVisible()
  await takeLooks(page, 'policy-saved')

  await visit(page, '/console/policy/everyone')
  await page.getByLabel('Days that a browser may skip the confirmation').fill('30')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible()
  await takeLooks(page, 'policy-preview-weaker')
  await page.getByRole('button', { name: 'Save' }).click()
  await confirmAct(page, phone, ada)
  await expect(page.getByRole('heading', { name: 'Waiting changes' })).toBeVisible()
  await takeLooks(page, 'policy-waiting')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await takeLooks(page, 'policy-stop')

  await visit(page, '/console/policy/everyone')
  await page.getByLabel('Recovery code', { exact: true }).uncheck()
  await page.getByLabel('SMS', { exact: true }).uncheck()
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText(/could not confirm with anything any more/)).toBeVisible()
  await takeLooks(page, 'policy-locked-out')

  await visit(page, `/console/people/${site.person('farah').id}`)
  await takeLooks(page, 'person-overdue')
  await page.getByRole('button', { name: 'Extend deadline' }).click()
  await takeLooks(page, 'person-extend')
  await visit(page, `/console/people/${site.person('bruno').id}`)
  await page.getByRole('button', { name: 'Answers for' }).click()
  await takeLooks(page, 'person-answers-for')
})

test('the banner before the deadline, and the set-up after it', async ({ site, anotherComputer }) => {
  for (const login of ['emil', 'farah']) {
    const { page } = await anotherComputer()
    await enterPassword(page, site.person(login))
    await page.waitForURL(login === 'emil' ? '**/account' : '**/account/set-up')
    await takeLooks(page, `deadline-${login}`)
  }
})

test('the record: what it says, filtered, verified, tampered with, exported', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'ada')
  const { page } = computer
  await logIn(page, phone, site.person('ada'))
  await site.deliver()
  await visit(page, '/console/record')
  await expect(page.getByRole('list', { name: 'Records, the newest first' })).toBeVisible()
  await takeLooks(page, 'record')
  await page.getByText('Details').first().click()
  await takeLooks(page, 'record-details')
  await page.getByLabel('Reason contains').fill('nothing like it')
  await expect(page.getByText('Nothing is found by this filter.')).toBeVisible()
  await takeLooks(page, 'record-nothing')
  await visit(page, '/console/record')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('Verified.')).toBeVisible()
  await takeLooks(page, 'record-verified')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  await takeLooks(page, 'record-export')
  await page.keyboard.press('Escape')
  await site.core.db.updateTable('audit').set({ ip: '192.0.2.1' }).where('seq', '=', 2).execute()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('The audit log was tampered with.')).toBeVisible()
  await takeLooks(page, 'record-tampered')
})

test('readiness: who would be locked out, who has no second factor, and what to do', async ({ site, computer, phone, anotherPhone }) => {
  await pairFromDesk(site, phone, 'ada')
  await pairFromDesk(site, await anotherPhone(), 'chidi')
  const chidi = site.person('chidi')
  await site.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).where('account_id', '=', chidi.id).execute()
  const { page } = computer
  await logIn(page, phone, site.person('ada'))
  await visit(page, '/console')
  await expect(page.getByRole('heading', { name: 'For you' })).toBeVisible()
  await takeLooks(page, 'overview')
  await visit(page, '/console/readiness')
  const row = page.getByRole('row').filter({ hasText: 'Chidi Okonjo' })
  await expect(row).toBeVisible()
  await takeLooks(page, 'readiness')
  await row.getByRole('button', { name: 'Ask them to prepare' }).click()
  await takeLooks(page, 'readiness-ask')
  await page.getByRole('dialog').getByRole('button', { name: 'Ask them to prepare' }).click()
  await expect(row.getByText(/^Asked/)).toBeVisible()
  await takeLooks(page, 'readiness-asked')
  await page.getByRole('link', { name: 'Without two-factor authentication' }).click()
  await expect(page.getByRole('table', { name: 'Without two-factor authentication' })).toBeVisible()
  await takeLooks(page, 'readiness-without')
})
