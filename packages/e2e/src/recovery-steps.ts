import { expect, type Locator, type Page } from '@playwright/test'
import type { Phone } from './phone.ts'
import type { Site } from './site.ts'
import { confirmAct, enterPassword } from './steps.ts'

// The way through an administrator, as both sides go it.

/** After the password: the page begins at the phone, or at the methods where no phone can be asked. Which one is waited for. */
export async function toOtherMethods(page: Page): Promise<void> {
  const others = page.getByRole('button', { name: 'Other login methods' })
  const listed = page.getByRole('heading', { name: 'Other login methods' })
  await expect(others.or(listed)).toBeVisible()
  if (await others.isVisible()) await others.click()
  await expect(listed).toBeVisible()
}

/** From the password to "Cannot confirm login". */
export async function toCannotConfirm(page: Page): Promise<void> {
  await toOtherMethods(page)
  await page.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await expect(page.getByRole('heading', { name: 'Cannot confirm login' })).toBeVisible()
}

/** From the password to the page that waits. */
export async function sendRequest(page: Page, person: { login: string; password: string }): Promise<void> {
  await enterPassword(page, person)
  await toCannotConfirm(page)
  await page.getByLabel('Message').fill('My phone stayed in the taxi.')
  await page.getByRole('button', { name: 'Send request' }).click()
  await expect(page.getByRole('heading', { name: 'Request sent' })).toBeVisible()
}

/** The six characters that the waiting page shows. */
export async function callerCodeOn(page: Page): Promise<string> {
  const shown = page.locator('.caller-code [aria-hidden]').first()
  return ((await shown.textContent()) ?? '').replace(/[^0-9A-Z]/g, '')
}

/** A button of the steps, by its whole name. */
export const stepButton = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** The four steps of an approver who has the person before them (RR-5). */
export async function approve(
  admin: Page,
  phone: Phone,
  site: Site,
  q: { by: string; code?: string; fate: 'Lost or stolen' | 'Broken or left at home'; days: '1 day' | '2 days' },
): Promise<void> {
  await admin.getByLabel(/^In person/).check()
  await admin.getByLabel('Where you met, and how you know them').fill('At the front desk')
  await stepButton(admin, 'Contact made').click()
  await admin.getByLabel('What they said').fill('Ten minutes ago, on the laptop at home')
  await stepButton(admin, 'It agrees').click()
  if (q.code) {
    await admin.getByLabel('Caller code').fill(q.code)
    await stepButton(admin, 'Check').click()
  }
  await admin.getByLabel(new RegExp(`^${q.fate}`)).check()
  await admin.getByText(q.days, { exact: true }).click()
  await admin.getByLabel('Note for the record').fill('I know her, and she stands before me.')
  await stepButton(admin, 'Approve').click()
  await confirmAct(admin, phone, site.person(q.by))
}
