import { expectAccessible } from '../src/accessible.ts'
import { confirmOnPhone, enterPassword, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'

test('TD-6 one phone holds several accounts: prompts of all, "Change account", and "Log out on this phone"', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  await pairFromDesk(site, phone, 'dana')

  for (const login of ['chidi', 'dana']) {
    const { page } = login === 'chidi' ? computer : await anotherComputer()
    await phone.openApp()
    await enterPassword(page, site.person(login))
    const number = await matchCodeOn(page)
    await expect(phone.page.getByText(site.person(login).name).first()).toBeVisible()
    await confirmOnPhone(phone, number)
    await page.waitForURL('**/account')
  }

  await phone.openApp()
  await phone.page.getByRole('button', { name: 'Menu' }).tap()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Change account' }).tap()
  await expect(phone.page.getByText('Chidi Okonjo').first()).toBeVisible()
  await expect(phone.page.getByText('Dana Whitfield').first()).toBeVisible()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: /^More/ }).last().tap()
  await phone.page.getByRole('button', { name: 'Log out on this phone' }).tap()
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: 'Log out on this phone' }).last().tap()
  await expect(phone.page.getByText(/is off this phone/)).toBeVisible()

  // The server knows too: one of the two has no phone left.
  const desk = (await (await fetch(`${site.url}/dev/api/desk`)).json()) as { people: { login: string; phones: string[] }[] }
  const left = desk.people.filter((one) => ['chidi', 'dana'].includes(one.login)).map((one) => one.phones.length)
  expect(left.sort()).toEqual([0, 1])
})
