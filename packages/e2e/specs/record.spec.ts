import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../src/accessible.ts'
import { confirmAct, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// The audit log as an administrator sees it (AU-3).

const lines = (page: Page) => page.getByRole('list', { name: 'Records, the newest first' }).getByRole('listitem')

test.beforeEach(async ({ site, phone, computer }) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
  await site.deliver()
})

test('AU-3 the audit log tells who did what, is filtered, and leads to each person', async ({ site, computer }) => {
  const { page } = computer
  const { id, name } = site.person('ada')
  await visit(page, '/console')
  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible()
  await expect(lines(page).first()).toContainText(`${name} logged in to their own account`)
  await expect(lines(page).first()).toContainText(/Chrom\w* on/)
  await expectAccessible(page)
  await lines(page).first().getByText('Details').click()
  await expect(lines(page).first()).toContainText('signed_in')
  await expectAccessible(page)

  await page.getByLabel('Kind of act').selectOption('Passwords and addresses')
  await expect(page.getByText('Nothing is found by this filter.')).toBeVisible()
  await page.getByLabel('Kind of act').selectOption('Logins')
  await page.getByLabel('Person').fill(`${name} (ada)`)
  await expect(page).toHaveURL(new RegExp(`person=${id}`))
  await expect(lines(page).first()).toContainText('logged in')
  await page.getByLabel('Reason contains').fill('nothing like it')
  await expect(page.getByText('Nothing is found by this filter.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(lines(page).first()).toContainText('logged in')
  await expect(page.getByLabel('Person')).toHaveValue('')

  await visit(page, `/console/people/${id}`)
  await page.getByRole('link', { name: 'Audit log of this person' }).click()
  await expect(page.getByLabel('Person')).toHaveValue(name)
  await expect(lines(page).first()).toContainText('logged in')
  await page.setViewportSize({ width: 320, height: 700 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('AU-3 "Verify" says that all fits, and names the first record that was tampered with', async ({ site, computer }) => {
  const { page } = computer
  await visit(page, '/console/record')
  await expect(page.getByText(/Sealed up to record \d+/)).toBeVisible()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('Verified.')).toBeVisible()
  await expect(page.getByText(/Last checked just now: nothing was wrong|Last checked .* ago: nothing was wrong/)).toBeVisible()
  await expectAccessible(page)
  await site.core.db.updateTable('audit').set({ ip: '192.0.2.1' }).where('seq', '=', 2).execute()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('The audit log was tampered with.')).toBeVisible()
  await expect(page.getByText('Record 2 was changed after it was sealed')).toBeVisible()
  await expectAccessible(page)
})

test('AU-3 SI-16 what is found is exported after a fresh confirmation, and the export is recorded', async ({ site, computer, phone }) => {
  const { page } = computer
  await visit(page, '/console/record?kind=login')
  for (const [button, form] of [
    ['Export CSV', /^\ufeff"record","time","act"/],
    ['Export JSON lines', /^\{"record":/],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await expectAccessible(page)
    const [file] = await Promise.all([page.waitForEvent('download'), confirmAct(page, phone, site.person('ada'))])
    expect(file.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.(csv|jsonl)$/)
    const text = await readFile(await file.path(), 'utf8')
    expect(text).toMatch(form)
    expect(text).toContain('signed_in')
    expect(text).not.toContain('pairing_begun')
    await expect(page.getByText('is saved in your downloads')).toBeVisible()
  }
  await visit(page, '/console/record?kind=service')
  await expect(lines(page).first()).toContainText('exported the audit log')
})
