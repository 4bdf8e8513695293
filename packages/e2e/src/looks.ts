import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'

/** Where the pictures go that people look at. */
export const pictureFolder = join(import.meta.dirname, '../../../.build/pictures')

/** How each page is looked at: wide and narrow, light and dark. */
export const looks = [
  { name: '1280-light', width: 1280, height: 800, colorScheme: 'light' },
  { name: '1280-dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: '375-light', width: 375, height: 720, colorScheme: 'light' },
  { name: '375-dark', width: 375, height: 720, colorScheme: 'dark' },
] as const

/** The page has shown what it loads. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('.waiting')).toHaveCount(0)
}

/** One state of a page in all four looks, without going there again: what it shows now may not come back. A dialog that stands
 * before the page is taken as it is seen, not as the page behind it is long. */
export async function takeLooks(page: Page, name: string): Promise<void> {
  mkdirSync(pictureFolder, { recursive: true })
  await settled(page)
  const fullPage = (await page.locator('dialog[open]').count()) === 0
  for (const { name: look, colorScheme, ...viewport } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(pictureFolder, `${name}-${look}.png`), fullPage })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}
