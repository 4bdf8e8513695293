import type { Page } from '@playwright/test'
import { expectAccessible } from '../src/accessible.ts'
import type { Site } from '../src/site.ts'
import { confirmAct, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

/** "This wasn't me" by the link in the newest mail that says this. */
async function sayNotMe(site: Site, page: Page, says: RegExp): Promise<void> {
  const mail = await site.mailTo('chidi', says)
  await visit(page, mail.links[0] ?? '')
  await page.getByRole('button', { name: /This wasn.t me/ }).click()
  await expect(page.getByText('The account is shut off from whoever did this')).toBeVisible()
}

/** Password, an older recovery code, and the new password that SI-15 asks for. */
async function getBackIn(site: Site, page: Page, code: string): Promise<void> {
  const chidi = site.person('chidi')
  await visit(page, '/login')
  await page.getByLabel('Login', { exact: true }).fill(chidi.login)
  await page.getByLabel('Password', { exact: true }).fill(chidi.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('button', { name: /Recovery code/ }).click()
  await page.getByLabel('Recovery code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel(/^(New p|P)assword$/).fill('eleven herons on a jetty')
  await page.getByRole('button', { name: 'Continue' }).click()
}

// Three people at three computers, each with a phone.
test.slow()

test('AU-4 what was added in the last 7 days is on hold, and works again once two different people allowed it', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  const { page } = computer
  await sayNotMe(site, page, /browser that is not known/)
  await expect(page.getByText(/If nothing older is left/)).toBeVisible()
  await expectAccessible(page)

  await getBackIn(site, page, site.person('chidi').codes[0] ?? '')
  await page.waitForURL('**/account')
  await visit(page, '/account/security')
  const own = page.getByRole('region', { name: /On hold since/ })
  await expect(own.getByText(/^Phone /)).toBeVisible()
  await expectAccessible(page)

  // The administrator says yes: a second person is needed.
  const [adas, brunos] = [await anotherPhone(), await anotherPhone()]
  await pairFromDesk(site, adas, 'ada')
  await pairFromDesk(site, brunos, 'bruno')
  const ada = await anotherComputer()
  await logIn(ada.page, adas, site.person('ada'))
  await visit(ada.page, `/console/people/${site.person('chidi').id}`)
  await expect(ada.page.getByRole('region', { name: 'On hold' })).toBeVisible()
  await visit(ada.page, '/console/held')
  await expect(ada.page.getByRole('heading', { name: /Chidi Okonjo/ })).toBeVisible()
  await expectAccessible(ada.page)
  await ada.page.getByRole('button', { name: 'Allow again' }).click()
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
  await confirmAct(ada.page, adas, site.person('ada'))
  await expect(ada.page.getByText('Your answer counts. A second person must agree.')).toBeVisible()
  await expect(ada.page.getByText('You allowed it. Somebody else must agree.')).toBeVisible()
  await page.reload()
  await expect(own.getByText(/allowed it .* A second person must agree/)).toBeVisible()
  await ada.page.getByRole('button', { name: 'Refuse' }).click()
  await expectAccessible(ada.page)
  await ada.page.keyboard.press('Escape')

  // The approver of the group is the second.
  const bruno = await anotherComputer()
  await logIn(bruno.page, brunos, site.person('bruno'))
  await visit(bruno.page, '/console/held')
  await bruno.page.getByRole('button', { name: 'Allow again' }).click()
  await bruno.page.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
  await confirmAct(bruno.page, brunos, site.person('bruno'))
  await expect(bruno.page.getByText('It works again. The owner was told.')).toBeVisible()
  await expect(bruno.page.getByText('Nothing is on hold.')).toBeVisible()
  expect((await site.mailTo('chidi', /works again/)).text).toContain('/link/not-me#')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Trusted devices' })).toBeVisible()
  await expect(own).toHaveCount(0)
})

test('RR-6 AU-4 where nobody else could answer one yes takes effect in 24 hours; one refusal ends it, with its reason for all to read', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  await sayNotMe(site, computer.page, /browser that is not known/)
  const adas = await anotherPhone()
  await pairFromDesk(site, adas, 'ada')
  const { page } = await anotherComputer()
  await logIn(page, adas, site.person('ada'))
  await visit(page, '/console/held')
  await page.getByRole('button', { name: 'Allow again' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
  await confirmAct(page, adas, site.person('ada'))
  await expect(page.getByText(/Since nobody else can answer, it takes effect in 24 hours/)).toBeVisible()
  await expect(page.getByText(/It works again .* unless somebody says no before/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Refuse' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  await expect(page.getByText('Say why, so that the others understand it.')).toBeVisible()
  await page.getByLabel('Reason').fill('He did not know this phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
  await expect(page.getByText(/said no .*He did not know this phone/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Allow again' })).toBeVisible()
})
