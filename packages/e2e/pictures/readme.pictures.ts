import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

const folder = join(import.meta.dirname, '../../../docs/screenshots')

/** Two pictures beside each other on the page's own paper, as the README shows them. */
const side = (computer: string, phone: string): string => `<!doctype html>
<style>
  body { margin: 0; display: flex; gap: 32px; align-items: center; padding: 40px; width: max-content; background: #e9e4d8; }
  img { display: block; border-radius: 12px; border: 1px solid #cfc8b8; }
  .phone { border-radius: 28px; border: 8px solid #17211d; height: 620px; }
  .computer { height: 560px; }
</style>
<img class="computer" src="data:image/png;base64,${computer}" alt="">
<img class="phone" src="data:image/png;base64,${phone}" alt="">`

test('the picture in the README: the login page shows a number, and the phone asks for it', async ({
  site,
  anotherComputer,
  phone,
  chrome,
}) => {
  mkdirSync(folder, { recursive: true })
  await pairFromDesk(site, phone, 'chidi')
  const computer = await anotherComputer({ viewport: { width: 900, height: 640 }, deviceScaleFactor: 2, colorScheme: 'light' })
  await enterPassword(computer.page, site.person('chidi'))
  await matchCodeOn(computer.page)
  await expect(phone.page.getByLabel('The number on the login page')).toBeVisible()
  await expect(computer.page.getByText('It is open on your phone. Waiting for your answer')).toBeVisible()
  const login = await computer.page.screenshot()
  const prompt = await phone.page.screenshot()
  const page = await chrome.newPage({ deviceScaleFactor: 1, viewport: { width: 1300, height: 720 } })
  await page.setContent(side(login.toString('base64'), prompt.toString('base64')))
  await page.locator('body').screenshot({ path: join(folder, 'confirm-your-login.png') })
  await page.close()
})
