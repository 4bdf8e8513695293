import { expectNoSidewaysScroll } from '../src/accessible.ts'
import { expectBegun, pressByKey, tabTo, typeByKey } from '../src/keyboard.ts'
import { callerCodeOn, sendRequest, stepButton } from '../src/recovery-steps.ts'
import { confirmOnPhone, logIn, matchCodeOn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// Two people at computers of their own, one of them key by key: more than the usual minute where the machine is busy.
test.describe.configure({ timeout: 120_000 })

/** As some people set their browser: narrow or zoomed in, colours of their own (whose contrast is theirs too), nothing that moves. */
const demanding = { viewport: { width: 320, height: 640 }, forcedColors: 'active', reducedMotion: 'reduce' } as const

test('OP-8 RR-5 a case is decided by keyboard alone at 320 px: each step begins at its heading, and what came of it is announced', async ({
  site,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'ada')
  const { page } = await anotherComputer(demanding)
  await logIn(page, phone, site.person('ada'))
  const theirs = (await anotherComputer(demanding)).page
  await sendRequest(theirs, site.person('chidi'))
  await expectNoSidewaysScroll(theirs)
  expect(await theirs.evaluate(() => document.getAnimations().length), 'something moves all the same').toBe(0)

  await visit(page, '/console/requests')
  await pressByKey(page, page.getByRole('link', { name: 'Chidi Okonjo' }))
  await expectBegun(page, 'Chidi Okonjo cannot confirm the login', 1)
  await expectNoSidewaysScroll(page)
  await tabTo(page, page.getByLabel(/^In person/))
  await page.keyboard.press('Space')
  await typeByKey(page, page.getByLabel('Where you met, and how you know them'), 'At the front desk')
  await pressByKey(page, stepButton(page, 'Contact made'))
  await expectBegun(page, 'Account', 3)
  await typeByKey(page, page.getByLabel('What they said'), 'Ten minutes ago, on the laptop at home')
  await pressByKey(page, stepButton(page, 'It agrees'))
  await expectBegun(page, 'Caller code', 3)
  await typeByKey(page, page.getByLabel('Caller code'), await callerCodeOn(theirs))
  await page.keyboard.press('Enter')
  await expectBegun(page, 'Decide', 3)
  await expectNoSidewaysScroll(page)
  await tabTo(page, page.getByLabel(/^Lost or stolen/))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel(/^Broken or left at home/)).toBeChecked()
  await typeByKey(page, page.getByLabel('Note for the record'), 'I know him, and he stands before me.')
  await pressByKey(page, stepButton(page, 'Approve'))
  await expect(page.getByRole('dialog').getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(site.person('ada').password)
  await page.keyboard.press('Enter')
  const number = await matchCodeOn(page)
  await expectNoSidewaysScroll(page)
  await phone.openApp()
  await confirmOnPhone(phone, number)
  await expectBegun(page, 'Your answer', 2)
  await expect(page.getByRole('status').filter({ hasText: 'Approved.' })).toBeVisible()
})

test('OP-8 EN-1 the rules of a group are changed by keyboard alone at 320 px, and the page that comes is where the reader is', async ({
  site,
  anotherComputer,
  phone,
}) => {
  await pairFromDesk(site, phone, 'ada')
  const { page } = await anotherComputer(demanding)
  await logIn(page, phone, site.person('ada'))
  await visit(page, '/console/policy')
  await pressByKey(page, page.getByRole('link', { name: 'Edit the rules of Sales' }))
  await expectBegun(page, 'Rules of Sales', 1)
  await expectNoSidewaysScroll(page)
  await typeByKey(page, page.getByLabel('Digits of the match code'), '5')
  const answers = page.getByRole('group', { name: 'Who answers recovery requests' })
  await tabTo(page, answers.getByLabel('As everyone'))
  await page.keyboard.press('ArrowRight')
  await expect(answers.getByLabel('Two people')).toBeChecked()
  await pressByKey(page, page.getByRole('button', { name: 'Preview' }))
  await expectBegun(page, 'Before you save', 1)
  await expectNoSidewaysScroll(page)
  await pressByKey(page, page.getByRole('button', { name: 'Back to the rules' }))
  await expectBegun(page, 'Rules of Sales', 1)
  await expect(page.getByLabel('Digits of the match code')).toHaveValue('5')
  await pressByKey(page, page.getByRole('button', { name: 'Preview' }))
  await pressByKey(page, page.getByRole('button', { name: 'Save' }))
  await expect(page.getByRole('dialog').getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(site.person('ada').password)
  await page.keyboard.press('Enter')
  const number = await matchCodeOn(page)
  await phone.openApp()
  await confirmOnPhone(phone, number)
  await expectBegun(page, 'Policy', 1)
  await expect(page.getByRole('status').filter({ hasText: 'The rules are saved.' })).toBeVisible()
})
