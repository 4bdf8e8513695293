import type { Phone } from '../src/phone.ts'
import type { Site } from '../src/site.ts'
import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

interface Shown {
  title: string
  body: string
  actions: string[]
}

const workerOf = (phone: Phone, site: Site) => phone.context.serviceWorkers().findLast((one) => one.url() === `${site.url}/app/sw.js`)

/** Has the worker note each notification that the browser says it shows. Asking which ones are there while one of them is on its way
 * makes Chromium forget that one: it is not displayed yet, so it counts as taken away. */
async function noteShown(phone: Phone, site: Site): Promise<void> {
  await workerOf(phone, site)?.evaluate(() => {
    const worker = globalThis as unknown as { registration: ServiceWorkerRegistration; shownSoFar: number }
    const show = worker.registration.showNotification.bind(worker.registration)
    worker.shownSoFar = 0
    worker.registration.showNotification = async (title, options) => {
      await show(title, options)
      worker.shownSoFar += 1
    }
  })
}

/** How many were shown since; undefined where the browser has started the worker anew. */
const shownSoFar = async (phone: Phone, site: Site): Promise<number | undefined> =>
  workerOf(phone, site)?.evaluate(() => (globalThis as unknown as { shownSoFar?: number }).shownSoFar)

/** What the phone shows on its lock screen. */
async function shownOn(phone: Phone, site: Site): Promise<Shown[]> {
  const shown = await workerOf(phone, site)?.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
    const all = (await registration.getNotifications()) as (Notification & { actions?: { title: string }[] })[]
    return all.map((one) => ({ title: one.title, body: one.body, actions: (one.actions ?? []).map((action) => action.title) }))
  })
  return shown ?? []
}

test('SI-3 SI-4 a push reaches the phone whose app is closed; its notification carries no code and cannot approve', async ({
  site,
  computer,
  phone,
  push,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await phone.page.getByRole('button', { name: 'Menu' }).tap()
  await phone.page.getByRole('button', { name: 'Notifications' }).tap()
  await expect(phone.page.getByText('This phone is told about logins').first()).toBeVisible()
  await push.deliverTo(phone.context, site.url)
  await phone.closeApp()
  await noteShown(phone, site)

  await enterPassword(computer.page, site.person('chidi'))
  const number = await matchCodeOn(computer.page)
  // Both in one answer, so that a failure says how far the push came.
  const came = async () => ({ arrived: push.arrived.length, refused: push.refused, shown: await shownSoFar(phone, site) })
  await expect.poll(came).toEqual({ arrived: 1, refused: [], shown: 1 })
  const [notification, ...others] = await shownOn(phone, site)
  expect(notification).toBeDefined()
  expect(others).toEqual([])
  expect(JSON.stringify(notification)).not.toContain(number)
  expect(notification?.actions.join()).not.toMatch(/confirm|approve/i)

  // What went through the push service: sealed, short-lived, with no number in it, from a sender who could prove who it is.
  const [arrived] = push.arrived
  expect(push.refused).toEqual([])
  expect(arrived?.text).not.toContain(number)
  expect(JSON.parse(arrived?.text ?? '{}')).toMatchObject({ web_push: 8030, notification: { navigate: `${site.url}/app/` } })
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
