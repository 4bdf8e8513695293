import type { Page } from '@playwright/test'
import { expectAccessible } from '../src/accessible.ts'
import type { Phone } from '../src/phone.ts'
import { approve, callerCodeOn, sendRequest, stepButton, toCannotConfirm } from '../src/recovery-steps.ts'
import type { Site } from '../src/site.ts'
import { confirmAct, enterPassword, expectLoggedOut, logIn, pairFromDesk } from '../src/steps.ts'
import { expect, test } from '../src/test.ts'
import { visit } from '../src/visit.ts'

// Two or three people at computers of their own: more than the usual minute where the machine is busy.
test.describe.configure({ timeout: 120_000 })

type Computers = (options?: object) => Promise<{ page: Page }>

/** Somebody who answers, at a computer of their own, with nothing that happened on a phone lately. */
async function answerer(site: Site, computers: Computers, phone: Phone, login: string): Promise<Page> {
  const { page } = await computers()
  await logIn(page, phone, site.person(login))
  return page
}

async function openCase(page: Page, name: string): Promise<void> {
  await visit(page, '/console/requests')
  await page.getByRole('link', { name }).first().click()
  await expect(page.getByRole('heading', { name: 'Your answer' })).toBeVisible()
}

const inPerson = { fate: 'Broken or left at home', days: '1 day' } as const

test('RR-4 RR-5 a clean case is decided by one administrator on one page, and tells its story afterwards', async ({
  site,
  computer,
  anotherComputer,
  anotherPhone,
}) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const ada = await answerer(site, anotherComputer, adasPhone, 'ada')
  const { page } = computer
  await sendRequest(page, site.person('chidi'))
  await openCase(ada, 'Chidi Okonjo')
  await expect(ada.getByText('No red flags.')).toBeVisible()
  await expect(ada.getByText('This is the first one.')).toBeVisible()
  await expectAccessible(ada)
  await approve(ada, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), ...inPerson })
  await expect(ada.getByText('Approved.', { exact: true })).toBeVisible()
  await page.waitForURL('**/account/set-up')

  // A year later: who, when, what they noted, which flags stood.
  await ada.reload()
  const story = ada.getByRole('region', { name: 'What happened' })
  await expect(story.getByText('Chidi Okonjo asked, from')).toBeVisible()
  await expect(story.getByText('Ada Lindqvist made contact: In person.')).toBeVisible()
  await expect(story.getByText('Ten minutes ago, on the laptop at home')).toBeVisible()
  await expect(story.getByText(/Ada Lindqvist approved 1 day without the second factor/)).toBeVisible()
  await expect(story.getByText('No red flag stood.', { exact: true })).toBeVisible()
  await expect(story.getByText(/A browser got in/)).toBeVisible()
  await expectAccessible(ada)
})

test('RR-4 RR-6 with a red flag two people decide, each in their own browser; the flag stays with the case', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  const [adasPhone, brunosPhone] = [await anotherPhone(), await anotherPhone()]
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, brunosPhone, 'bruno')
  await pairFromDesk(site, phone, 'chidi')
  const ada = await answerer(site, anotherComputer, adasPhone, 'ada')
  const bruno = await answerer(site, anotherComputer, brunosPhone, 'bruno')
  const { page } = computer
  await sendRequest(page, site.person('chidi'))

  await openCase(ada, 'Chidi Okonjo')
  await expect(ada.getByText('One red flag')).toBeVisible()
  await expect(ada.getByText(/^Somebody used .* just now|^Somebody used /).first()).toBeVisible()
  await expect(ada.getByText('If the phone is lost, who has it?', { exact: false })).toBeVisible()
  await expectAccessible(ada)
  await approve(ada, adasPhone, site, { by: 'ada', code: await callerCodeOn(page), ...inPerson })
  await expect(ada.getByText('A second person has to go through the same steps. They were told.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Request sent' })).toBeVisible()

  await openCase(bruno, 'Chidi Okonjo')
  await expect(bruno.getByText('One more person goes through the same steps.', { exact: false })).toBeVisible()
  await approve(bruno, brunosPhone, site, { by: 'bruno', code: await callerCodeOn(page), ...inPerson })
  await page.waitForURL('**/account/set-up')
  await bruno.reload()
  await expect(bruno.getByText('One red flag stood when it was decided')).toBeVisible()
  await expectAccessible(bruno)
})

test('RR-1 RR-2 the attacker’s story: a stranger with the password asks beside the owner; approving lets in the owner’s browser alone', async ({
  site,
  computer,
  anotherComputer,
  anotherPhone,
}) => {
  const [adasPhone, brunosPhone] = [await anotherPhone(), await anotherPhone()]
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, brunosPhone, 'bruno')
  const ada = await answerer(site, anotherComputer, adasPhone, 'ada')
  const bruno = await answerer(site, anotherComputer, brunosPhone, 'bruno')
  const stranger = (await anotherComputer()).page
  await sendRequest(stranger, site.person('chidi'))
  const { page } = computer
  await sendRequest(page, site.person('chidi'))
  const code = await callerCodeOn(page)

  for (const [answering, phone, by] of [
    [ada, adasPhone, 'ada'],
    [bruno, brunosPhone, 'bruno'],
  ] as const) {
    await openCase(answering, 'Chidi Okonjo')
    await expect(answering.getByText('Pick the request first')).toBeVisible()
    // The owner's came last: they stand side by side in the order they came.
    await stepButton(answering, 'Answer this one').last().click()
    await expect(answering.getByText('Another request is open for this account.').first()).toBeVisible()
    await approve(answering, phone, site, { by, code: by === 'ada' ? code : await callerCodeOn(page), ...inPerson })
  }
  await page.waitForURL('**/account/set-up')
  await expect(stranger.getByRole('heading', { name: /ended|over|answered/i })).toBeVisible()
  await expectLoggedOut(stranger)
})

/** The administrators allowed it for everyone, a while ago. */
async function allowAnyBrowser(site: Site): Promise<void> {
  const made_at = site.core.clock.now() - 1
  const rule = { id: 'rul_any', group_id: '', setting: 'anyBrowser', value: 'yes', works_from: made_at, revision: 1, made_at }
  const rest = { made_by: site.person('ada').id, replaced_at: null, stopped_at: null, stopped_by: null }
  await site.core.db
    .insertInto('policy_rule')
    .values({ ...rule, ...rest })
    .execute()
}

test('RR-7 RR-8 from the person’s "Actions": up to three browsers, each by an access code, and no fourth', async ({
  site,
  anotherComputer,
  anotherPhone,
}) => {
  await allowAnyBrowser(site)
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  const ada = await answerer(site, anotherComputer, adasPhone, 'ada')
  await visit(ada, `/console/people/${site.person('chidi').id}`)
  await stepButton(ada, 'Two-factor authentication').click()
  await stepButton(ada, '1 day').click()
  await ada.waitForURL('**/console/requests/**')
  await ada.getByLabel(/^In person/).check()
  await ada.getByLabel('Where you met, and how you know them').fill('At the front desk')
  await stepButton(ada, 'Contact made').click()
  await ada.getByLabel('What they said').fill('Yesterday at six, on the laptop')
  await stepButton(ada, 'It agrees').click()
  await ada.getByLabel(/^Broken or left at home/).check()
  await ada.getByLabel(/^Up to three browsers/).check()
  await expectAccessible(ada)
  await ada.getByLabel('Note for the record').fill('I know him, and he stands before me.')
  await stepButton(ada, 'Approve').click()
  await confirmAct(ada, adasPhone, site.person('ada'))

  for (let n = 1; n <= 3; n++) {
    const code = ((await ada.locator('.access-code').textContent()) ?? '').trim()
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const { page } = await anotherComputer()
    await enterPassword(page, site.person('chidi'))
    await toCannotConfirm(page)
    await page.getByRole('button', { name: 'I have an access code' }).click()
    await page.getByLabel('Access code').fill(code)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('**/account/set-up')
    await stepButton(ada, 'I have handed it over').click()
    if (n === 3) break
    await expect(ada.getByText(`${n} of 3 came in`)).toBeVisible()
    await stepButton(ada, 'Show access code').click()
    await confirmAct(ada, adasPhone, site.person('ada'))
  }
  await expect(ada.getByText('3 of 3 came in')).toBeVisible()
  await expect(stepButton(ada, 'Show access code')).toHaveCount(0)
})

test('TD-8 a phone that was reported lost and found is allowed again by an administrator, confirmed for exactly that', async ({
  site,
  computer,
  anotherComputer,
  phone,
  anotherPhone,
}) => {
  const adasPhone = await anotherPhone()
  await pairFromDesk(site, adasPhone, 'ada')
  await pairFromDesk(site, phone, 'dana')
  const { page } = computer
  await enterPassword(page, site.person('dana'))
  await stepButton(page, 'Other login methods').click()
  await page.getByRole('button', { name: /^Cannot confirm login/ }).click()
  await page.getByRole('button', { name: /^I lost my phone/ }).click()
  // There is one phone only: it is chosen already.
  await expect(page.getByRole('checkbox')).toBeChecked()
  await page.getByRole('button', { name: 'Stop this phone' }).click()
  await expect(page.getByRole('heading', { name: 'The phone is stopped' })).toBeVisible()

  const ada = await answerer(site, anotherComputer, adasPhone, 'ada')
  await visit(ada, `/console/people/${site.person('dana').id}`)
  await stepButton(ada, 'Allow again').click()
  await expectAccessible(ada)
  await ada.getByRole('dialog').getByRole('button', { name: 'Allow again' }).click()
  await confirmAct(ada, adasPhone, site.person('ada'))
  await expect(ada.getByText(/is allowed again\./)).toBeVisible()
  expect((await site.mailTo('dana', /allowed again/)).text).toContain('Ada Lindqvist')
})
