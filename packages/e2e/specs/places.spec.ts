import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tinyMmdb } from '../../server/src/testing/tiny-mmdb.ts'
import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// Everybody is behind a proxy here, which says where they come from.
const [portugal, lisbon, brazil] = ['198.51.100.7', '198.51.100.8', '198.51.100.9']
const folder = mkdtempSync(join(tmpdir(), 'sparekey-places-'))
const geoDatabase = join(folder, 'places.mmdb')
writeFileSync(
  geoDatabase,
  tinyMmdb({
    [portugal]: { country_code: 'PT' },
    [lisbon]: { country: { iso_code: 'PT' }, city: { names: { en: 'Lisbon' } } },
    [brazil]: { country_code: 'BR' },
  }),
)
test.use({ siteOptions: { config: { geoDatabase, trustedProxies: ['127.0.0.1'] } } })
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const from = (ip: string) => ({ extraHTTPHeaders: { 'x-forwarded-for': ip } })
const warning = /The page that asks is in/

test('X-33 SI-4 the phone says when the login page is in another country, and is believed all the same', async ({
  site,
  phone,
  anotherComputer,
}) => {
  await phone.context.setExtraHTTPHeaders({ 'x-forwarded-for': portugal })
  await pairFromDesk(site, phone, 'chidi')
  const { page } = await anotherComputer(from(brazil))
  await enterPassword(page, site.person('chidi'))
  const number = await matchCodeOn(page)
  await expect(phone.page.getByText('The page that asks is in Brazil, this phone in Portugal')).toBeVisible()
  await expect(phone.page.getByText(`Brazil · ${brazil}`)).toBeVisible()
  await expectAccessible(phone.page)
  // People travel, and use VPNs: it warns, and holds nobody back.
  await confirmOnPhone(phone, number)
  await page.waitForURL('**/account')

  // SI-14 AU-1 The owner reads afterwards where it was.
  expect((await site.mailTo('chidi', /browser that is not known/)).text).toContain(`IP address ${brazil}, Brazil.`)
  await visit(page, '/account/history')
  await expect(page.getByText(`${brazil} · Brazil`).first()).toBeVisible()
})

test('X-33 in one country it says nothing of the kind, and the place stands among the details', async ({
  site,
  phone,
  anotherComputer,
}) => {
  await phone.context.setExtraHTTPHeaders({ 'x-forwarded-for': portugal })
  await pairFromDesk(site, phone, 'chidi')
  const { page } = await anotherComputer(from(lisbon))
  await enterPassword(page, site.person('chidi'))
  await matchCodeOn(page)
  await expect(phone.page.getByText(`Lisbon, Portugal · ${lisbon}`)).toBeVisible()
  await expect(phone.page.getByText(warning)).toHaveCount(0)
})
