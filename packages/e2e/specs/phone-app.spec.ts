import { execFileSync } from 'node:child_process'
import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, expectLoggedOut, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { readKeys } from '../src/stored-keys.ts'
import { expect, test } from '../src/test.ts'

test('SI-5 what was confirmed by mistake is taken back: "It wasn\'t me after all" ends the session', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await logIn(computer.page, phone, site.person('chidi'))
  await phone.page.getByRole('button', { name: /It wasn.t me after all/ }).tap()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: /^It wasn.t me/ }).tap()
  await expect(phone.page.getByText('Ended', { exact: true })).toBeVisible()
  await expectLoggedOut(computer.page, '/account/security')
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
  await expectLoggedOut(computer.page)
})

test('the app opens without a network, says so, and goes on when it is back; its keys outlive it', async ({ site, computer, phone }) => {
  await pairFromDesk(site, phone, 'chidi')
  await phone.installed()
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

test('TD-3 VC-3 the keys on the phone cannot be taken out, and the key of its verification code is the one that the server keeps', async ({
  site,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const at = Date.UTC(2031, 5, 1) / 1000
  const kept = await phone.page.evaluate(readKeys, at)
  expect(kept.map((key) => key.algorithm).sort()).toEqual(['ECDSA', 'HMAC'])
  for (const key of kept) expect(key).toMatchObject({ extractable: false, exported: false })

  // RFC 6238 by somebody else's program, from the server's copy of the key.
  const device = await site.core.db.selectFrom('device').select(['id', 'otp_sealed']).executeTakeFirstOrThrow()
  const key = site.core.secrets.open({ table: 'device', column: 'otp_sealed', row: device.id }, device.otp_sealed)
  const hex = Buffer.from(key, 'base64url').toString('hex')
  const code = execFileSync('oathtool', ['--totp=sha256', '--digits=8', `--now=@${at}`, hex], { encoding: 'utf8' }).trim()
  expect(kept.find((one) => one.algorithm === 'HMAC')?.code).toBe(code)
})
