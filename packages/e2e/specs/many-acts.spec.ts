import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.slow()

test('SI-6 who confirms several things in a row is told how long the phone rests, and goes on without losing anything', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, '/account/security')
  await page.evaluate(async (password) => {
    for (let n = 0; n < 5; n++)
      await fetch('/api/confirmations', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ act: 'add-device', params: {}, password }),
      })
  }, chidi.password)
  site.clock.move(3 * 60_000)

  await page.getByRole('button', { name: 'Create new codes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create new codes' }).click()
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(chidi.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/Prompts are paused/)).toBeVisible()
  await expect(dialog.getByText('It is asked at most 5 times in 10 minutes, logins and acts like this one together.')).toBeVisible()
  await expect(dialog.getByText(/Your phone can be asked again in/)).toBeVisible()
  await expectAccessible(page)

  // The confirmation that was begun lives for ten minutes, the pause ends before it.
  site.clock.move(7 * 60_000)
  await expect(dialog.getByRole('button', { name: 'Send again' })).toBeEnabled()
  await dialog.getByRole('button', { name: 'Send again' }).click()
  const number = await matchCodeOn(page)
  await phone.openApp()
  await confirmOnPhone(phone, number)
  await expect(page.getByRole('button', { name: 'I have saved them' })).toBeVisible()
})
