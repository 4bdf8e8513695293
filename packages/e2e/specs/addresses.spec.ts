import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test('EN-6 a second address counts once its link was opened; the old one is told and can take it back', async ({
  site,
  computer,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'chidi')
  const chidi = site.person('chidi')
  const { page } = computer
  await logIn(page, phone, chidi)
  await visit(page, '/account/security')
  await page.getByRole('button', { name: 'Add address' }).click()
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('chidi.okonjo@example.org')
  await page.getByRole('button', { name: 'Add address' }).last().click()
  await confirmAct(page, phone, chidi)
  await expect(page.getByText('A link is on its way to chidi.okonjo@example.org.', { exact: false })).toBeVisible()
  await expect(page.getByText('Not confirmed')).toBeVisible()

  const reader = await anotherComputer()
  const [link = ''] = (await site.mailTo('chidi.okonjo', /address/i)).links
  await visit(reader.page, link)
  await expect(reader.page.getByRole('heading', { name: 'Is this your address?' })).toBeVisible()
  await expectAccessible(reader.page)
  await reader.page.getByRole('button', { name: 'Yes, use this address' }).click()
  await expect(reader.page.getByText('The address is confirmed')).toBeVisible()

  const undo = (await site.mailTo('chidi', /chidi\.okonjo@example\.org/)).links.find((one) => one.includes('/link/email-undo#')) ?? ''
  await visit(reader.page, undo)
  await expect(reader.page.getByRole('heading', { name: 'Take back the change?' })).toBeVisible()
  await expectAccessible(reader.page)
  await reader.page.getByRole('button', { name: 'Take it back' }).click()
  await expect(reader.page.getByText('The change is taken back')).toBeVisible()
  await visit(page, '/account/security')
  await expect(page.getByText('chidi.okonjo@example.org')).toHaveCount(0)
})
