import { expectAccessible, expectNoSidewaysScroll } from '../src/accessible.ts'
import { toOtherMethods } from '../src/recovery-steps.ts'
import { enterPassword, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

const sms = {
  url: 'https://sms.example.net/send',
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"to":"{to}","text":"{text}"}',
  success: { statuses: [200] },
  countries: ['US'],
  perDay: 2,
}
test.use({ siteOptions: { config: { sms } } })

test('SM-4 when the budget of the day is used up, the login page says so and offers another method, and the overview says for whom it went', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  const { core } = site
  const now = core.clock.now()
  const { id } = await core.db.selectFrom('account').select('id').where('login', '=', 'emil').executeTakeFirstOrThrow()
  const texts = [1, 2].map((nth) => ({
    id: `txt_${nth}`,
    at: now - nth * 1000,
    kind: 'code' as const,
    account_id: id,
    number_mac: `n${nth}`,
    prefix_mac: `p${nth}`,
    network: `198.51.100.${nth}`,
  }))
  await core.db.insertInto('sms_sent').values(texts).execute()

  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
  await visit(computer.page, '/console')
  await expect(computer.page.getByText('The SMS budget of the day is used up')).toBeVisible()
  await expect(computer.page.getByText('2 texts, asked for from 2 networks')).toBeVisible()
  await expect(computer.page.getByRole('link', { name: 'Emil Sandoval' })).toBeVisible()
  await expectAccessible(computer.page)
  await computer.page.setViewportSize({ width: 375, height: 800 })
  await expectNoSidewaysScroll(computer.page)

  const { page } = await anotherComputer()
  await enterPassword(page, site.person('chidi'))
  await toOtherMethods(page)
  await page.getByRole('button', { name: /^SMS/ }).click()
  await expect(page.getByText('No more SMS are sent for a while. Choose another method.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'All methods' }).click()
  await expect(page.getByRole('button', { name: /^Recovery code/ })).toBeVisible()
})
