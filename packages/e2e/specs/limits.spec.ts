import type { Page } from '@playwright/test'
import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Recovery code', { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('SI-6 after five prompts in ten minutes the page says "paused" and offers the other methods', async ({
  site,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await phone.closeApp()
  const chidi = site.person('chidi')
  for (let asked = 0; asked < 5; asked++) {
    const { page } = await anotherComputer()
    await enterPassword(page, chidi)
    await matchCodeOn(page)
  }
  const { page } = await anotherComputer()
  await enterPassword(page, chidi)
  await expect(page.getByText(/Prompts are paused/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Recovery code/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Recovery code/ }).click()
  await typeCode(page, chidi.codes[0] ?? '')
  await page.waitForURL('**/account')
})

test('SI-10 from the fifth wrong code on there is a wait, which the page counts; the phone confirms all the same', async ({
  site,
  computer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const { page } = computer
  await enterPassword(page, site.person('chidi'))
  const number = await matchCodeOn(page)
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: /^Recovery code/ }).click()
  for (let wrong = 0; wrong < 5; wrong++) {
    await typeCode(page, `AAAA-AAAA-AAAA-AAA${wrong}`)
    await expect(page.getByText(/That code is not right|Too many wrong codes/).first()).toBeVisible()
  }
  await expect(page.getByText(/Too many wrong codes. You can try again in/)).toBeVisible()
  await expectAccessible(page)
  // Coming back changes nothing: the wait is the account's, not the page's.
  await page.reload()
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await page.getByRole('button', { name: /^Recovery code/ }).click()
  await expect(page.getByText(/Too many wrong codes. You can try again in/)).toBeVisible()
  await confirmOnPhone(phone, number)
  await page.waitForURL('**/account')
})

test('SI-10 a stranger who guesses passwords does not lock the owner out of a known browser', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  await logIn(computer.page, phone, chidi)
  await visit(computer.page, 'about:blank')
  await computer.page.request.post('/api/session/log-out', { data: {}, headers: { origin: site.url } })
  const stranger = await anotherComputer()
  for (let guess = 0; guess < 7; guess++) {
    await enterPassword(stranger.page, { login: 'chidi', password: `guess number ${guess}` })
    await expect(stranger.page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  }
  await expect(stranger.page.getByText(/Too many wrong/i).first()).toBeVisible()
  await phone.openApp()
  await logIn(computer.page, phone, chidi)
})
