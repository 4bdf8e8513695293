import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { looks, pictureFolder, settled } from '../src/looks.ts'
import type { Phone } from '../src/phone.ts'
import { confirmOnPhone, enterPassword, forgetCookies, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// Every page as it looks when one goes there, to be looked at by people: .build/pictures. States that one only comes to in the middle of
// something are in the files beside this one.

const pages = [
  '/account',
  '/account/security',
  '/account/history',
  '/account/sessions',
  '/console',
  '/console/people',
  '/console/groups',
  '/console/invite',
  '/console/requests',
  '/console/policy',
  '/console/policy/everyone',
  '/console/held',
  '/console/record',
  '/console/readiness',
  '/console/without-two-factor',
  '/account/ready',
  '/account/practise',
  '/account/questions',
  '/link/password',
  '/dev',
]

async function take(page: Page, name: string, look: string): Promise<void> {
  await settled(page)
  await page.screenshot({ path: join(pictureFolder, `${name}-${look}.png`), fullPage: true })
}

async function takeOnPhone(phone: Phone, name: string, look: string): Promise<void> {
  await phone.page.screenshot({ path: join(pictureFolder, `phone-${name}-${look}.png`) })
}

for (const { name: look, colorScheme, ...viewport } of looks) {
  test(`every page, ${look}`, async ({ site, anotherComputer, phone }) => {
    mkdirSync(pictureFolder, { recursive: true })
    await phone.page.emulateMedia({ colorScheme })
    await phone.openApp()
    await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible()
    await takeOnPhone(phone, 'start', look)
    await pairFromDesk(site, phone, 'ada')
    await takeOnPhone(phone, 'home', look)
    const { page } = await anotherComputer({ viewport, colorScheme })
    await visit(page, '/login')
    await take(page, 'login', look)
    await enterPassword(page, site.person('ada'))
    const number = await matchCodeOn(page)
    await expect(phone.page.getByLabel('The number on the login page')).toBeVisible()
    await take(page, 'confirm', look)
    await takeOnPhone(phone, 'prompt', look)
    await page.getByRole('button', { name: 'Scan instead' }).click()
    await take(page, 'scan', look)
    await page.getByRole('button', { name: 'Other login methods' }).click()
    await take(page, 'methods', look)
    await page.getByRole('button', { name: /^Recovery code/ }).click()
    await take(page, 'recovery-code', look)
    await confirmOnPhone(phone, number)
    await page.waitForURL('**/account')
    await takeOnPhone(phone, 'confirmed', look)
    for (const path of pages) {
      await visit(page, path)
      await take(page, path.slice(1).replaceAll('/', '-'), look)
    }
    await visit(page, '/console/people')
    await page.getByRole('link', { name: 'Chidi Okonjo' }).click()
    await take(page, 'console-person', look)
    await forgetCookies(page)
    await enterPassword(page, site.person('goran'))
    await page.waitForURL('**/account')
    await take(page, 'account-banner', look)
    await visit(page, site.people.find((one) => one.login === 'hanna')?.invitation ?? '')
    await take(page, 'link-invitation', look)
  })
}
