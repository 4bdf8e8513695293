import { expectAccessible, expectNoSidewaysScroll } from '../src/accessible.ts'
import { confirmAct, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('RR-12 "What if I lose this phone today?" says what would let somebody in', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await logIn(page, phone, site.person('chidi'))
  await page.getByRole('link', { name: /^What if I lose this phone today\?/ }).click()
  await expect(page.getByRole('heading', { name: 'What if I lose this phone today?' })).toBeVisible()
  await expect(page.getByText('You have 10. Each lets you in once')).toBeVisible()
  await expect(page.getByText('You would get back in by yourself')).toBeVisible()
  await expect(page.getByText('You have not practised yet.')).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(page)
})

test('RR-12 "Practise": somebody loses their phone on trial, finds that they would get back in, and nothing is used up', async ({
  site,
  computer,
  phone,
}) => {
  const chidi = site.person('chidi')
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, '/account/ready')
  await page.getByRole('link', { name: 'Practise' }).click()
  const rehearsal = page.getByRole('region', { name: 'This is a rehearsal' })
  await expect(rehearsal.getByText('No code is used up, no phone is blocked')).toBeVisible()
  await expectAccessible(page)
  await rehearsal.getByRole('button', { name: 'Begin' }).click()
  await confirmAct(page, phone, chidi)

  await expect(rehearsal.getByRole('heading', { name: 'Would you find your codes now?' })).toBeVisible()
  await rehearsal.getByRole('button', { name: 'I have them here' }).click()
  await rehearsal.getByRole('button', { name: 'Try it' }).click()
  await expect(rehearsal.getByText('Type a code first.')).toBeVisible()
  await rehearsal.getByLabel('Recovery code').fill('AAAA-AAAA-AAAA-AAAA')
  await rehearsal.getByRole('button', { name: 'Try it' }).click()
  await expect(rehearsal.getByText('This is none of your codes')).toBeVisible()
  await expect(rehearsal.getByText('3 tries are left')).toBeVisible()
  await expectAccessible(page)
  await rehearsal.getByLabel('Recovery code').fill(chidi.codes[0]?.toLowerCase() ?? '')
  await rehearsal.getByRole('button', { name: 'Try it' }).click()
  await expect(rehearsal.getByRole('heading', { name: 'This code is right' })).toBeVisible()

  // Loaded again it goes on where it was.
  await page.reload()
  await expect(rehearsal.getByRole('heading', { name: 'has no internet' })).toBeVisible()
  await expectAccessible(page)
  await phone.installed()
  await phone.closeApp()
  await phone.context.setOffline(true)
  const app = await phone.openApp()
  await app.getByRole('button', { name: 'Menu' }).tap()
  await app.getByRole('button', { name: 'Change account' }).tap()
  await app.getByRole('button', { name: /^More/ }).tap()
  await app.getByRole('button', { name: 'Verification code' }).tap()
  const shown = app.getByText(/^\d{4} \d{4}$/)
  await expect(shown).toBeVisible()
  await rehearsal.getByLabel('Verification code', { exact: true }).fill((await shown.textContent()) ?? '')
  await rehearsal.getByRole('button', { name: 'Try it' }).click()
  await expect(rehearsal.getByRole('heading', { name: 'This code is right' })).toBeVisible()
  await phone.context.setOffline(false)
  await rehearsal.getByRole('button', { name: 'Continue' }).click()

  await rehearsal.getByRole('button', { name: /^Recovery code/ }).click()
  await expect(rehearsal.getByText('That needs what you do not have now')).toBeVisible()
  await expectAccessible(page)
  await rehearsal.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await rehearsal.getByRole('button', { name: 'Send request' }).click()
  await expect(rehearsal.getByRole('heading', { name: 'Request sent' })).toBeVisible()
  await expectAccessible(page)
  await rehearsal.getByRole('button', { name: 'Continue' }).click()

  await rehearsal.getByRole('button', { name: 'I read out one code' }).click()
  await expect(rehearsal.getByText('the caller is in')).toBeVisible()
  await expect(rehearsal.getByRole('button', { name: 'Finish' })).toHaveCount(0)
  await rehearsal.getByRole('button', { name: /^I tell nothing/ }).click()
  await expectAccessible(page)
  await rehearsal.getByRole('button', { name: 'Finish' }).click()
  await expect(rehearsal.getByRole('heading', { name: 'You have practised' })).toBeVisible()
  await expectAccessible(page)
  await rehearsal.getByRole('link', { name: 'To your account' }).click()
  await expect(page.getByText(/^Practised/)).toBeVisible()

  // Nothing of it counted: ten codes are left, nobody was told, nothing was asked for.
  await page.getByRole('link', { name: 'Security' }).first().click()
  await expect(page.getByText('10 of 10 are left.')).toBeVisible()
  await site.deliver()
  expect(site.outbox.mails.filter((one) => /request|code/i.test(one.subject))).toEqual([])
  expect(await site.core.db.selectFrom('recovery_request').selectAll().execute()).toEqual([])
})

test('RR-12 who would not find their codes is told so at the end, and has not practised', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'ada')
  const { page } = computer
  await logIn(page, phone, site.person('ada'))
  await visit(page, '/console')
  const task = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Practise losing your phone' }) })
  await expect(task.getByRole('status')).toHaveText('Open')
  await task.getByRole('link', { name: 'Practise' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await page.getByRole('button', { name: 'I would not find them' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: /^I tell nothing/ }).click()
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByText('Nothing of yours worked.')).toBeVisible()
  await visit(page, '/console')
  await expect(task.getByRole('status')).toHaveText('Open')
})
