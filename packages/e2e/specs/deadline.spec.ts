import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, enterPassword, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('EN-2 until the deadline a banner says the days left and can be closed for the day', async ({ site, computer }) => {
  const { page } = computer
  await enterPassword(page, site.person('emil'))
  await page.waitForURL('**/account')
  await expect(page.getByText(/Two-factor authentication must be on in \d days|must be on by tomorrow/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: /Account|Emil/ }).first()).toBeVisible()
  await expect(page.getByText(/Two-factor authentication must be on in/)).toHaveCount(0)
})

test('EN-2 SI-2 after the deadline the login leads to the set-up and nothing else', async ({ site, computer }) => {
  const { page } = computer
  await enterPassword(page, site.person('farah'))
  await page.waitForURL('**/account/set-up')
  await expect(page.getByRole('heading', { name: 'Confirm your e-mail address' })).toBeVisible()
  for (const path of ['/api/account/security', '/api/account/sessions', '/api/account/history']) {
    const status = await page.evaluate(async (url) => (await fetch(url)).status, path)
    expect(status, path).toBe(403)
  }
})

test('SI-16 a session of the password alone changes nothing that matters', async ({ site, computer }) => {
  const { page } = computer
  await enterPassword(page, site.person('emil'))
  await page.waitForURL('**/account')
  await visit(page, '/account/security')
  await expect(page.getByText('You are logged in with the password only.')).toBeVisible()
  await expectAccessible(page)
  const status = await page.evaluate(async () => {
    const answer = await fetch('/api/account/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'a perfectly fine phrase' }),
    })
    return answer.status
  })
  expect(status).toBe(403)
})

test('EN-2 a page that was open when the time was up goes to the set-up, and nothing else is answered', async ({ site, computer }) => {
  const { page } = computer
  await enterPassword(page, site.person('emil'))
  await page.waitForURL('**/account')
  const emil = site.person('emil')
  await site.core.db.updateTable('account').set({ due_at: site.clock.now() }).where('id', '=', emil.id).execute()
  site.clock.move(2_000)
  expect(await page.evaluate(async () => (await fetch('/api/account/security')).status)).toBe(403)
  await visit(page, '/account/sessions')
  await page.waitForURL('**/account/set-up')
})

test('EN-2 an administrator extends the deadline of one person, with a reason, and the person is told', async ({
  site,
  computer,
  phone,
  anotherComputer,
}) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Farah Nikolaidis' }).click()
  await page.getByRole('button', { name: 'Extend deadline' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Was away for a month')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Extend deadline' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('The deadline was extended.')).toBeVisible()
  expect((await site.mailTo('farah', /more time/i)).text).toContain('Was away for a month')

  const theirs = await anotherComputer()
  await enterPassword(theirs.page, site.person('farah'))
  await theirs.page.waitForURL('**/account')
  await expect(theirs.page.getByText(/Two-factor authentication must be on/)).toBeVisible()
})
