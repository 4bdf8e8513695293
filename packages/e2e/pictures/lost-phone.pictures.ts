import { join } from 'node:path'
import { approve, callerCodeOn, sendRequest } from '../src/recovery-steps.ts'
import { enterPassword, forgetCookies, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// The story of a lost phone, as the README tells it.

const folder = join(import.meta.dirname, '../../../docs/screenshots')
const wide = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const
const gate = { viewport: { width: 640, height: 720 }, colorScheme: 'light' } as const

test('the story of a lost phone', async ({ site, anotherComputer, anotherPhone, phone }) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, phone, 'chidi')
  // Nobody has touched it for a while: a phone in use does not fit a lost one (RR-4).
  site.clock.move(2 * 3_600_000)
  const { page } = await anotherComputer(gate)
  await enterPassword(page, site.person('chidi'))
  await page.getByRole('button', { name: 'Other login methods' }).click()
  await expect(page.getByRole('button', { name: /^SMS/ })).toBeVisible()
  await page.screenshot({ path: join(folder, 'other-login-methods.png') })
  await forgetCookies(page)
  await sendRequest(page, site.person('chidi'))
  await page.screenshot({ path: join(folder, 'request-sent.png') })

  const admin = (await anotherComputer(wide)).page
  await logIn(admin, adasPhone, site.person('ada'))
  await visit(admin, '/console/requests')
  await admin.getByRole('link', { name: 'Chidi Okonjo' }).click()
  await expect(admin.getByText('Your answer')).toBeVisible()
  await admin.screenshot({ path: join(folder, 'case.png'), fullPage: true })
  await approve(admin, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), fate: 'Lost or stolen', days: '1 day' })
  await page.waitForURL('**/account/set-up')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.screenshot({ path: join(folder, 'let-in.png') })
})
