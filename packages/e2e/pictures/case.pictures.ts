import type { Page } from '@playwright/test'
import { takeLooks } from '../src/looks.ts'
import { approve, callerCodeOn, sendRequest, stepButton, toCannotConfirm } from '../src/recovery-steps.ts'
import { confirmOnPhone, enterPassword, forgetCookies, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// Every state of a request and of its case, as the person who lost the phone and those who answer see it, to be looked at by people:
// .build/pictures.

test.describe.configure({ timeout: 300_000 })

const rest = 2 * 3_600_000
const inPerson = { fate: 'Broken or left at home', days: '1 day' } as const

async function openCase(page: Page, name: string): Promise<void> {
  await visit(page, '/console/requests')
  await page.getByRole('link', { name }).first().click()
  await expect(page.getByRole('heading', { name: 'Your answer' })).toBeVisible()
}

test('a clean case, from both sides', async ({ site, computer, anotherComputer, phone, anotherPhone }) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, phone, 'chidi')
  site.clock.move(rest)
  const ada = (await anotherComputer()).page
  await logIn(ada, adasPhone, site.person('ada'))
  await visit(ada, '/console/requests')
  await takeLooks(ada, 'requests-none')

  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  await toCannotConfirm(page)
  await takeLooks(page, 'cannot')
  await page.getByRole('button', { name: /^I lost my phone/ }).click()
  await takeLooks(page, 'cannot-lost')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('button', { name: /^I have an access code/ }).click()
  await takeLooks(page, 'cannot-code')
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByLabel('Message').fill('My phone stayed in the taxi. I am at the Lisbon office until six, desk 12.')
  await page.getByRole('button', { name: 'Send request' }).click()
  await expect(page.getByRole('heading', { name: 'Request sent' })).toBeVisible()
  await takeLooks(page, 'wait')

  await expect(ada.getByRole('link', { name: 'Chidi Okonjo' })).toBeVisible()
  await takeLooks(ada, 'requests-one')
  await openCase(ada, 'Chidi Okonjo')
  await takeLooks(ada, 'case-1-contact')
  await stepButton(ada, 'Contact made').click()
  await takeLooks(ada, 'case-1-missing')
  await ada.getByLabel(/^Call back/).check()
  await takeLooks(ada, 'case-1-call-back')
  await ada.getByLabel(/^In person/).check()
  await ada.getByLabel('Where you met, and how you know them').fill('At the front desk. We share an office.')
  await stepButton(ada, 'Contact made').click()
  await expect(ada.getByLabel('What they said')).toBeVisible()
  await takeLooks(ada, 'case-2-account')
  await ada.getByLabel('What they said').fill('Ten minutes ago, on the laptop at home')
  await stepButton(ada, 'It does not agree').click()
  await takeLooks(ada, 'case-2-differs')
  await ada.keyboard.press('Escape')
  await stepButton(ada, 'It agrees').click()
  await ada.getByLabel('Caller code').fill('AAAAAA')
  await stepButton(ada, 'Check').click()
  await expect(ada.getByText('4 tries left')).toBeVisible()
  await takeLooks(ada, 'case-3-wrong')
  await ada.getByLabel('Caller code').fill(await callerCodeOn(page))
  await stepButton(ada, 'Check').click()
  await ada.getByLabel(/^Lost or stolen/).check()
  await takeLooks(ada, 'case-4-decide')
  await ada.getByText('1 day', { exact: true }).click()
  await ada.getByLabel('Note for the record').fill('I know him, and he stands before me.')
  await stepButton(ada, 'Approve').click()
  await takeLooks(ada, 'case-4-password')
  await ada.getByRole('dialog').getByLabel('Password', { exact: true }).fill(site.person('ada').password)
  await ada.getByRole('dialog').getByRole('button', { name: 'Continue' }).click()
  const number = await matchCodeOn(ada)
  await takeLooks(ada, 'case-4-phone')
  await adasPhone.openApp()
  await confirmOnPhone(adasPhone, number)
  await expect(ada.getByText('Approved.', { exact: true })).toBeVisible()
  await takeLooks(ada, 'case-approved')

  await page.waitForURL('**/account/set-up')
  await takeLooks(page, 'in-set-up')
  await visit(page, '/account')
  await takeLooks(page, 'in-account')
  await visit(page, '/account/security')
  await takeLooks(page, 'in-security')
  await ada.reload()
  await takeLooks(ada, 'case-story')
  await visit(ada, '/console/requests')
  await takeLooks(ada, 'requests-past')
})

test('a case with red flags, two requests and two people', async ({ site, computer, anotherComputer, phone, anotherPhone }) => {
  const [adasPhone, brunosPhone] = [await anotherPhone(), await anotherPhone()]
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, brunosPhone, 'bruno')
  await pairFromDesk(site, phone, 'chidi')
  const ada = (await anotherComputer()).page
  await logIn(ada, adasPhone, site.person('ada'))
  const bruno = (await anotherComputer()).page
  await logIn(bruno, brunosPhone, site.person('bruno'))
  const stranger = (await anotherComputer()).page
  await sendRequest(stranger, site.person('chidi'))
  const { page } = computer
  await sendRequest(page, site.person('chidi'))

  await openCase(ada, 'Chidi Okonjo')
  await takeLooks(ada, 'two-requests')
  await stepButton(ada, 'Answer this one').last().click()
  await takeLooks(ada, 'two-picked')
  await approve(ada, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), ...inPerson })
  await expect(ada.getByText('A second person has to go through the same steps. They were told.')).toBeVisible()
  await takeLooks(ada, 'two-first-agreed')
  await openCase(bruno, 'Chidi Okonjo')
  await stepButton(bruno, 'Answer this one').last().click()
  await takeLooks(bruno, 'two-second')
  await stepButton(bruno, 'Decline').first().click()
  await bruno.getByLabel('Reason').fill('He sits beside me and asked for nothing')
  await takeLooks(bruno, 'two-decline')
  await stepButton(bruno, 'Decline').last().click()
  await expect(page.getByRole('heading', { name: 'The request was declined' })).toBeVisible()
  await takeLooks(page, 'wait-declined')
  await bruno.reload()
  await takeLooks(bruno, 'two-declined')
  await forgetCookies(page)
  await sendRequest(page, site.person('dana'))
  await stepButton(page, 'Withdraw').click()
  await expect(page.getByRole('heading', { name: 'The request is withdrawn' })).toBeVisible()
  await takeLooks(page, 'wait-withdrawn')
})

test('up to three browsers, and the wait where nobody else could answer', async ({ site, computer, anotherComputer, anotherPhone }) => {
  const rule = { id: 'rul_any', group_id: '', setting: 'anyBrowser', value: 'yes', works_from: 0, revision: 1, made_at: 0 }
  const still = { made_by: site.person('ada').id, replaced_at: null, stopped_at: null, stopped_by: null }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...still })
    .execute()
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const ada = (await anotherComputer()).page
  await logIn(ada, adasPhone, site.person('ada'))
  await visit(ada, `/console/people/${site.person('dana').id}`)
  await stepButton(ada, 'Two-factor authentication').click()
  await takeLooks(ada, 'person-two-factor')
  await stepButton(ada, '1 day').click()
  await ada.waitForURL('**/console/requests/**')
  await takeLooks(ada, 'desk-case')
  await ada.getByLabel(/^In person/).check()
  await ada.getByLabel('Where you met, and how you know them').fill('At the front desk')
  await stepButton(ada, 'Contact made').click()
  await ada.getByLabel('What they said').fill('Yesterday at six, on the laptop')
  await stepButton(ada, 'It agrees').click()
  await ada.getByLabel(/^Broken or left at home/).check()
  await ada.getByLabel(/^Up to three browsers/).check()
  await takeLooks(ada, 'desk-decide')
  await ada.getByLabel('Note for the record').fill('I know her, and she stands before me.')
  await stepButton(ada, 'Approve').click()
  await ada.getByRole('dialog').getByLabel('Password', { exact: true }).fill(site.person('ada').password)
  await ada.getByRole('dialog').getByRole('button', { name: 'Continue' }).click()
  const number = await matchCodeOn(ada)
  await adasPhone.openApp()
  await confirmOnPhone(adasPhone, number)
  await expect(ada.locator('.access-code')).toBeVisible()
  await takeLooks(ada, 'desk-code')
  await stepButton(ada, 'I have handed it over').click()
  await takeLooks(ada, 'desk-next')

  // Chidi used a phone just now, and Bruno has none that could confirm: one answer waits for a day.
  const { page } = computer
  await pairFromDesk(site, await anotherPhone(), 'chidi')
  await sendRequest(page, site.person('chidi'))
  await openCase(ada, 'Chidi Okonjo')
  await takeLooks(ada, 'wait-case')
  await approve(ada, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), ...inPerson })
  await expect(ada.getByText('Approved, but not in force yet.')).toBeVisible()
  await takeLooks(ada, 'wait-approved')
  await takeLooks(page, 'wait-later')
  const stop = (await site.mailTo('chidi', /\/link\/stop/)).links.find((one) => one.includes('/link/stop'))
  const owner = (await anotherComputer()).page
  await visit(owner, stop ?? '')
  await takeLooks(owner, 'link-stop')
  await owner.getByRole('button', { name: 'Stop this' }).click()
  await expect(page.getByRole('heading', { name: 'The request was stopped' })).toBeVisible()
  await takeLooks(owner, 'link-stopped')
  await takeLooks(page, 'wait-stopped')
  await ada.reload()
  await takeLooks(ada, 'case-stopped')
})
