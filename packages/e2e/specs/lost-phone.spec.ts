import { expectAccessible } from '../src/accessible.ts'
import { approve, callerCodeOn, sendRequest, stepButton } from '../src/recovery-steps.ts'
import { confirmOnPhone, enterPassword, expectLoggedOut, forgetCookies, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('RR-1 RR-2 RR-5 RR-8 RR-9 RR-10 the whole story: asked, seen without reloading, decided in four steps, let in by itself, a new phone', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, phone, 'dana')
  // Nobody has touched it for a while: a phone in use does not fit a lost one (RR-4).
  site.clock.move(2 * 3_600_000)
  const admin = (await anotherComputer()).page
  await logIn(admin, adasPhone, site.person('ada'))
  await visit(admin, '/console/requests')
  await expect(admin.getByText('Nobody is waiting.')).toBeVisible()
  await expectAccessible(admin)

  const { page } = computer
  await sendRequest(page, site.person('dana'))
  await expectAccessible(page)
  expect((await site.mailTo('dana', /administrator/i)).links.some((one) => one.includes('/link/stop'))).toBe(true)

  // The administrator sees it without loading the page again.
  await admin.getByRole('link', { name: 'Dana Whitfield' }).click()
  await expect(admin.getByText('My phone stayed in the taxi.')).toBeVisible()
  await expectAccessible(admin)
  await approve(admin, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), fate: 'Lost or stolen', days: '1 day' })
  await expect(admin.getByText('Approved.', { exact: true })).toBeVisible()

  // The waiting page lets in by itself, straight to the new phone.
  await page.waitForURL('**/account/set-up')
  await expectAccessible(page)
  await visit(page, '/account')
  await expect(page.getByText(/Enable two-factor authentication/).first()).toBeVisible()

  // The old phone is dead: nobody is confirmed by it, in no browser.
  const stranger = (await anotherComputer()).page
  await enterPassword(stranger, site.person('dana'))
  await expect(stranger.getByText('Signing in as dana')).toBeVisible()
  await expect(stranger.getByText(/^Number to type on your phone/)).toHaveCount(0)

  const newPhone = await anotherPhone()
  await visit(page, '/account/set-up')
  const picture = page.getByRole('img', { name: /QR|code/i }).first()
  await visit(newPhone.page, '/app/')
  await newPhone.lookAt(picture)
  await newPhone.page.getByRole('button', { name: /Scan/ }).first().tap()
  await page.getByRole('button', { name: 'This is my phone' }).click()
  const skip = page.getByRole('button', { name: /Skip/ })
  const saved = page.getByRole('button', { name: 'I have saved them' })
  await skip.or(saved).first().waitFor()
  if (await skip.isVisible()) await skip.click()
  await saved.click()
  await page.waitForURL('**/login')
  await newPhone.openApp()
  await confirmOnPhone(newPhone, await matchCodeOn(page))
  await page.waitForURL('**/account')
})

test('RR-2 RR-8 the second run: the browser was closed and opened again, and refreshing lets in', async ({
  site,
  computer,
  anotherComputer,
  anotherPhone,
}) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const admin = (await anotherComputer()).page
  await logIn(admin, adasPhone, site.person('ada'))
  const { page, context } = computer
  await sendRequest(page, site.person('dana'))
  const code = await callerCodeOn(page)
  // Closed: what ends with the browser is gone, what was made to last is not.
  await visit(page, 'about:blank')
  const cookies = await context.cookies()
  await context.clearCookies()
  await context.addCookies(cookies.filter((cookie) => cookie.expires > 0))

  await visit(admin, '/console/requests')
  await admin.getByRole('link', { name: 'Dana Whitfield' }).click()
  await approve(admin, adasPhone, site, { by: 'ada', code, fate: 'Broken or left at home', days: '2 days' })
  await expect(admin.getByText('Approved.', { exact: true })).toBeVisible()

  await visit(page, '/login')
  await page.waitForURL('**/account/set-up')

  // The two days are over: the session ends, and the login asks for a confirmation again.
  site.clock.move(48 * 3_600_000)
  await expectLoggedOut(page)
  await enterPassword(page, site.person('dana'))
  await expect(page.getByRole('heading', { name: /Other login methods|Confirm your login/ })).toBeVisible()
})

test('RR-2 declined, withdrawn: the same page says which, who decided, and the next step', async ({
  site,
  computer,
  anotherComputer,
  anotherPhone,
}) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const admin = (await anotherComputer()).page
  await logIn(admin, adasPhone, site.person('ada'))
  const { page } = computer
  await sendRequest(page, site.person('dana'))
  await visit(admin, '/console/requests')
  await admin.getByRole('link', { name: 'Dana Whitfield' }).click()
  await stepButton(admin, 'Decline').first().click()
  await admin.getByLabel('Reason').fill('Nobody here knows of it')
  await stepButton(admin, 'Decline').last().click()
  await expect(page.getByRole('heading', { name: 'The request was declined' })).toBeVisible()
  await expect(page.getByText(/Ada Lindqvist/)).toBeVisible()
  await expect(page.getByText(/Nobody here knows of it/)).toBeVisible()
  await expectAccessible(page)

  await forgetCookies(page)
  await sendRequest(page, site.person('dana'))
  await stepButton(page, 'Withdraw').click()
  await expect(page.getByRole('heading', { name: 'The request is withdrawn' })).toBeVisible()
})

test('RR-3 "Stop this" from the mail: opening the link does nothing, the button ends the request', async ({
  site,
  computer,
  anotherComputer,
  anotherPhone,
}) => {
  await pairFromDesk(site, await anotherPhone(), 'ada')
  const { page } = computer
  await sendRequest(page, site.person('dana'))
  const mail = await site.mailTo('dana', /\/link\/stop/)
  const link = mail.links.find((one) => one.includes('/link/stop'))
  const owner = (await anotherComputer()).page
  await visit(owner, link ?? 'about:blank')
  await expect(owner.getByRole('button', { name: 'Stop this' })).toBeVisible()
  await expectAccessible(owner)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Request sent' })).toBeVisible()
  await owner.getByRole('button', { name: 'Stop this' }).click()
  await expect(page.getByRole('heading', { name: 'The request was stopped' })).toBeVisible()
})
