import { expect, type Page } from '@playwright/test'
import type { Phone } from './phone.ts'
import type { Site } from './site.ts'
import { visit } from './visit.ts'

// What people do, in the words that they see.

/** Makes this phone the phone of a made-up person, as the desk's "Open their phone" does: by the real pairing. */
export async function pairFromDesk(site: Site, phone: Phone, login: string): Promise<void> {
  const response = await fetch(`${site.url}/dev/api/people/${site.person(login).id}/phone`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site.url },
    body: '{}',
  })
  const { url } = (await response.json()) as { url: string }
  await visit(phone.page, 'about:blank')
  await visit(phone.page, url)
  await phone.page.getByRole('button', { name: 'Pair this phone' }).tap()
  await expect(phone.page.getByRole('heading', { name: 'This phone is paired' })).toBeVisible()
  await phone.page.getByRole('button', { name: 'Go on' }).tap()
  await expect(phone.page.getByText('Nothing is waiting')).toBeVisible()
}

/**
 * As a browser that was never here. The page is left before its cookies go: an answer still under way would otherwise be "log in
 * first", and the page would go to the sign-in by itself, in the way of wherever the test goes next.
 */
export async function forgetCookies(page: Page, which?: { name: RegExp }): Promise<void> {
  await visit(page, 'about:blank')
  await page.context().clearCookies(which)
}

/** The session of this browser is over: its pages lead to the login, which is waited for, since the test goes on from it. */
export async function expectLoggedOut(page: Page, path = '/account'): Promise<void> {
  await visit(page, path)
  await page.waitForURL('**/login**')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** "Log in again" on a page of the sign-in that is over. It shows the fields at once, and is done when the service has let go of the old one. */
export async function startOver(page: Page): Promise<void> {
  const left = page.waitForResponse((response) => response.url().endsWith('/api/sign-in/leave'))
  await page.getByRole('button', { name: 'Log in again' }).click()
  await left
  await expect(page.getByLabel('Login', { exact: true })).toBeVisible()
}

/** The first step at the computer. */
export async function enterPassword(page: Page, person: { login: string; password: string }): Promise<void> {
  await visit(page, '/login')
  await page.getByLabel('Login', { exact: true }).fill(person.login)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

/** The digits that the login page shows. */
export async function matchCodeOn(page: Page): Promise<string> {
  const number = page.getByText(/^Number to type on your phone/)
  await expect(number).toBeAttached()
  return ((await number.textContent()) ?? '').replace(/\D/g, '')
}

/** Types the number on the phone and taps "Confirm". */
export async function confirmOnPhone(phone: Phone, number: string): Promise<void> {
  await phone.page.getByLabel('The number on the login page').fill(number)
  await phone.page.getByRole('button', { name: 'Confirm', exact: true }).tap()
}

/** From the login page to the account page, confirmed on the phone. */
export async function logIn(page: Page, phone: Phone, person: { login: string; password: string }): Promise<void> {
  await enterPassword(page, person)
  await confirmOnPhone(phone, await matchCodeOn(page))
  await page.waitForURL('**/account')
}

/** A fresh confirmation inside a session: the password again, then the number on the phone. */
export async function confirmAct(page: Page, phone: Phone, person: { password: string }): Promise<void> {
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click()
  const number = await matchCodeOn(page)
  await phone.openApp()
  await confirmOnPhone(phone, number)
}
