import { takeLooks } from '../src/looks.ts'
import { confirmAct, confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// What each person sees of their own: readiness, the rehearsal, remembered browsers, what is on hold. To be looked at: .build/pictures.

test.describe.configure({ timeout: 300_000 })

test('"What if I lose this phone today?" and the rehearsal, step by step', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await takeLooks(page, 'home')
  await page.getByRole('link', { name: /^What if I lose this phone today\?/ }).click()
  await expect(page.getByText('You would get back in by yourself')).toBeVisible()
  await takeLooks(page, 'ready')
  await page.getByRole('link', { name: 'Practise' }).click()
  await expect(page.getByRole('button', { name: 'Begin' })).toBeVisible()
  await takeLooks(page, 'practise-0-begin')
  await page.getByRole('button', { name: 'Begin' }).click()
  await confirmAct(page, phone, chidi)
  await page.getByRole('button', { name: 'I have them here' }).click()
  await page.getByLabel('Recovery code').fill('AAAA-AAAA-AAAA-AAAA')
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByText('This is none of your codes')).toBeVisible()
  await takeLooks(page, 'practise-1-code')
  await page.getByLabel('Recovery code').fill(chidi.codes[0] ?? '')
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect(page.getByRole('heading', { name: 'This code is right' })).toBeVisible()
  await takeLooks(page, 'practise-1-right')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'has no internet' })).toBeVisible()
  await takeLooks(page, 'practise-2-offline')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('button', { name: /^Cannot confirm login/ })).toBeVisible()
  await takeLooks(page, 'practise-3-methods')
  await page.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await takeLooks(page, 'practise-3-cannot')
  await page.getByRole('button', { name: 'Send request' }).click()
  await expect(page.getByRole('heading', { name: 'Request sent' })).toBeVisible()
  await takeLooks(page, 'practise-3-sent')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'I read out one code' }).click()
  await expect(page.getByText('the caller is in')).toBeVisible()
  await takeLooks(page, 'practise-4-caller')
  await page.getByRole('button', { name: /^I tell nothing/ }).click()
  await takeLooks(page, 'practise-4-right')
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('heading', { name: 'You have practised' })).toBeVisible()
  await takeLooks(page, 'practise-5-done')
})

test('a remembered browser, a phone to ask about, and codes that run out', async ({ site, computer, phone }) => {
  const chidi = site.person('chidi')
  const rule = { id: 'rul_remember', group_id: '', setting: 'rememberDays', value: '30', works_from: 0, revision: 1, made_at: 0 }
  const still = { made_by: 'somebody', replaced_at: null, stopped_at: null, stopped_by: null }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...still })
    .execute()
  await pairFromDesk(site, phone, 'chidi')
  const long = site.clock.now() - 181 * 86_400_000
  await site.core.db.updateTable('device').set({ trusted_at: long, added_at: long }).where('account_id', '=', chidi.id).execute()
  const { page } = computer
  await enterPassword(page, chidi)
  await matchCodeOn(page)
  await takeLooks(page, 'remember-choice')
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/sign-in/remember'))
  await page.getByRole('checkbox', { name: /^Skip the confirmation/ }).check()
  await kept
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')
  await expect(page.getByRole('region', { name: 'Is this still your phone?' })).toBeVisible()
  await takeLooks(page, 'still-yours')
  await page.getByRole('button', { name: 'No', exact: true }).click()
  await takeLooks(page, 'still-yours-no')
  await visit(page, '/account/sessions')
  await takeLooks(page, 'sessions-remembered')
  await page.getByRole('button', { name: /Profile picture/ }).click()
  await page.locator('#profile-menu').getByRole('button', { name: 'Log out', exact: true }).click()
  await page.waitForURL('**/login**')
  await enterPassword(page, chidi)
  await page.waitForURL('**/account')
  await visit(page, '/account/security')
  await expect(page.getByText('This browser skipped the confirmation.')).toBeVisible()
  await takeLooks(page, 'remembered-security')
})

test('what is on hold after "This wasn\'t me", for its owner and for those who allow it', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  const chidi = site.person('chidi')
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, (await site.mailTo('chidi', /browser that is not known/)).links[0] ?? '')
  await takeLooks(page, 'not-me')
  await page.getByRole('button', { name: /This wasn.t me/ }).click()
  await expect(page.getByText('The account is shut off from whoever did this')).toBeVisible()
  await takeLooks(page, 'not-me-done')
  await enterPassword(page, chidi)
  await takeLooks(page, 'not-me-login')
  await page.getByRole('button', { name: /Recovery code/ }).click()
  await page.getByLabel('Recovery code', { exact: true }).fill(chidi.codes[0] ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('New password')).toBeVisible()
  await takeLooks(page, 'not-me-password')
  await page.getByLabel('New password').fill('eleven herons on a jetty')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.waitForURL('**/account')
  await visit(page, '/account/security')
  await expect(page.getByRole('region', { name: /On hold since/ })).toBeVisible()
  await takeLooks(page, 'held-security')

  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const ada = (await anotherComputer()).page
  await logIn(ada, adasPhone, site.person('ada'))
  await visit(ada, '/console/held')
  await expect(ada.getByRole('heading', { name: /Chidi Okonjo/ })).toBeVisible()
  await takeLooks(ada, 'held')
  await ada.getByRole('button', { name: 'Allow again' }).click()
  await takeLooks(ada, 'held-allow')
  await ada.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
  await confirmAct(ada, adasPhone, site.person('ada'))
  await expect(ada.getByText(/It works again .* unless somebody says no before/)).toBeVisible()
  await takeLooks(ada, 'held-waits')
  await ada.getByRole('button', { name: 'Refuse' }).click()
  await takeLooks(ada, 'held-refuse')
})
