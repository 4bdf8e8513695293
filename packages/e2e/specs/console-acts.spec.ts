import { expectAccessible } from '../src/accessible.ts'
import { confirmAct, enterPassword, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

test.beforeEach(async ({ site, phone, computer }) => {
  await pairFromDesk(site, phone, 'ada')
  await logIn(computer.page, phone, site.person('ada'))
})

test('EN-3 a link for a new password, made by an administrator, never skips the confirmation', async ({
  site,
  computer,
  phone,
  anotherComputer,
}) => {
  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Dana Whitfield' }).click()
  await page.getByRole('button', { name: 'Make a link to reset the password' }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Make a link to reset the password' }).click()
  await confirmAct(page, phone, site.person('ada'))
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  const theirs = await anotherComputer()
  await visit(theirs.page, link)
  await theirs.page.getByLabel(/^(New p|P)assword$/).fill('twelve owls in a barn')
  await theirs.page.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.page.getByText('The new password is set')).toBeVisible()
  await enterPassword(theirs.page, { login: 'dana', password: 'twelve owls in a barn' })
  await expect(theirs.page.getByRole('button', { name: /Recovery code|Other login methods|Cannot confirm login/ }).first()).toBeVisible()
  expect(await theirs.page.evaluate(async () => (await fetch('/api/session')).status)).toBe(401)
})

test('a role is changed after a fresh confirmation, and everybody whom it concerns is told', async ({ site, computer, phone }) => {
  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Chidi Okonjo' }).click()
  await page.getByRole('button', { name: 'Change role' }).click()
  await page.getByRole('dialog').getByLabel('Approver').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save role' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText(/Chidi Okonjo is Approver now/i)).toBeVisible()
  expect((await site.mailTo('chidi', /role/i)).text).toMatch(/approver/i)
})

test('groups are made and given', async ({ computer }) => {
  const { page } = computer
  await visit(page, '/console/groups')
  await page.getByLabel('Name of the group').fill('Night shift')
  await page.getByRole('button', { name: 'Create group' }).click()
  await expect(page.getByText('The group “Night shift” is there.')).toBeVisible()
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Emil Sandoval' }).click()
  await page.getByRole('button', { name: 'Change groups' }).click()
  await page.getByRole('dialog').getByLabel('Night shift').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save groups' }).click()
  await expect(page.getByText('The groups are saved.')).toBeVisible()
})

test('EN-1 a group is deleted with a fresh confirmation, once nothing rests on it', async ({ computer, phone, site }) => {
  const { page } = computer
  await visit(page, '/console/groups')
  // Finance has an approver: the page says whom, and where that is taken away.
  const finance = page.getByRole('listitem').filter({ hasText: 'Finance' })
  await finance.getByRole('button', { name: 'Delete Finance' }).click()
  await expect(page.getByRole('dialog')).toContainText('“Finance” cannot be deleted yet')
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText('Bruno Castellan answers for it')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Delete Sales' }).click()
  await expect(page.getByRole('dialog')).toContainText('Its 3 members leave it at once.')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete group' }).click()
  await confirmAct(page, phone, site.person('ada'))
  await expect(page.getByText('The group “Sales” is deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete Sales' })).toHaveCount(0)
  await expect(finance).toBeVisible()
  expect((await site.mailTo('ada', /group was deleted/)).text).toContain('Sales')
})

test('an administrator finds no act that would end their own account', async ({ computer }) => {
  const { page } = computer
  await visit(page, '/console/people')
  await page.getByRole('link', { name: 'Ada Lindqvist' }).click()
  await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Disable account' })).toHaveCount(0)
  await expectAccessible(page)
})
