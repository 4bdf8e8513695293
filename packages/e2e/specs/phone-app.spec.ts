import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

test('SI-5 what was confirmed by mistake is taken back: "It wasn\'t me after all" ends the session', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  await phone.page.getByRole('button', { name: /It wasn.t me after all/ }).tap()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: /^It wasn.t me/ }).tap()
  await expect(phone.page.getByText('Ended', { exact: true })).toBeVisible()
  await computer.page.goto('/account/security')
  await computer.page.waitForURL('**/login**')
})

test('AU-4 SI-14 the phone app shows the notices, and "This wasn\'t me" there ends everything', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  await phone.openApp()
  await phone.page.getByRole('button', { name: 'Menu' }).tap()
  await phone.page.getByRole('button', { name: 'Notices' }).tap()
  await expect(phone.page.getByText('New login in a browser that is not known').first()).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page
    .getByRole('button', { name: /This wasn.t me/ })
    .first()
    .tap()
  await expectAccessible(phone.page)
  await phone.page
    .getByRole('button', { name: /This wasn.t me/ })
    .last()
    .tap()
  await expect(phone.page.getByText(/Everything of the account has ended/)).toBeVisible()
  await computer.page.goto('/account')
  await computer.page.waitForURL('**/login**')
})

test('the app opens without a network, says so, and goes on when it is back; its keys outlive it', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await phone.page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await phone.context.setOffline(true)
  await phone.closeApp()
  await phone.openApp()
  await expect(phone.page.getByText('No connection').first()).toBeVisible()
  await expect(phone.page.getByText('Chidi Okonjo').first()).toBeVisible()
  await expectAccessible(phone.page)
  await phone.context.setOffline(false)
  await enterPassword(computer.page, site.person('chidi'))
  await confirmOnPhone(phone, await matchCodeOn(computer.page))
  await computer.page.waitForURL('**/account')
})

test('TD-3 the device key cannot be taken out of the phone', async ({ site, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  const kept = await phone.page.evaluate(async () => {
    const found: { type: string; extractable: boolean; exported: boolean }[] = []
    const look = async (value: unknown): Promise<void> => {
      if (value instanceof CryptoKey) {
        const exported = await crypto.subtle.exportKey('jwk', value).then(
          () => true,
          () => false,
        )
        found.push({ type: value.type, extractable: value.extractable, exported })
      } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) await look(inner)
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((go, fail) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => go(opening.result)
        opening.onerror = () => fail(opening.error)
      })
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((go, fail) => {
          const reading = db.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => go(reading.result)
          reading.onerror = () => fail(reading.error)
        })
        await look(rows)
      }
      db.close()
    }
    return found
  })
  expect(kept.length).toBeGreaterThanOrEqual(2)
  for (const key of kept) expect(key).toMatchObject({ extractable: false, exported: false })
})
