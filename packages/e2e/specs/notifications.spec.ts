import type { Phone } from '../src/phone.ts'
import type { Site } from '../src/site.ts'
import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

interface Shown {
  title: string
  body: string
  actions: string[]
}

/** What the phone shows on its lock screen: asked of the worker as it is now, since a browser may have restarted it. */
async function shownOn(phone: Phone, site: Site): Promise<Shown[]> {
  await expect.poll(async () => (await shownOn(phone, site)).length).toBe(1)
  const [notification] = await shownOn(phone, site)
  expect(JSON.stringify(notification)).not.toContain(number)
  expect(notification?.actions.join()).not.toMatch(/confirm|approve/i)
  expect(push.refused).toEqual([])

  const [arrived] = push.arrived
  expect(arrived?.text).not.toContain(number)
  expect(JSON.parse(arrived?.text ?? '{}')).toMatchObject({ notification: { navigate: `${site.url}/app/` } })
  expect(arrived?.ttl).toBeLessThanOrEqual(120)
  expect(arrived?.urgency).toBe('high')

  await phone.openApp()
  await confirmOnPhone(phone, number)
  await computer.page.waitForURL('**/account')
})

test('SI-7 a phone that may not be told, or whose push service does not answer, says so; everything works without', async ({
  site,
  computer,
  anotherPhone,
}) => {
  const refused = await anotherPhone({ notifications: false })
  await pairFromDesk(site, refused, 'dana')
  await refused.page.getByRole('button', { name: 'Menu' }).tap()
  await refused.page.getByRole('button', { name: 'Notifications' }).tap()
  await expect(refused.page.getByText(/Notifications are switched off for this app/)).toBeVisible()

  const silent = await anotherPhone({ push: undefined })
  await pairFromDesk(site, silent, 'dana')
  await silent.openApp()
  await expect(silent.page.getByText('The notification service of this browser does not answer.')).toBeVisible({ timeout: 20_000 })
  await enterPassword(computer.page, site.person('dana'))
  await confirmOnPhone(silent, await matchCodeOn(computer.page))
  await computer.page.waitForURL('**/account')
})
