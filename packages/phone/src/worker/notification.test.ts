import { expect, test } from 'vitest'
import { linkOf, readPush } from './notification.ts'

const origin = 'https://login.example'
const id = 'prm_AAECAwQFBgcICQoLDA0ODw'
const message = {
  web_push: 8030,
  id,
  notification: { title: 'Northwind', body: 'A login waits', navigate: `${origin}/app/#prompt.${id}` },
}

test('SI-4 a notification of a prompt has one button, and it denies', () => {
  const shown = readPush(message, origin)
  expect(shown.actions).toEqual([{ action: 'deny', title: 'Deny' }])
  expect(shown).toMatchObject({ title: 'Northwind', body: 'A login waits', tag: id, data: { link: `#prompt.${id}` } })
})

test('SI-4 "Deny" leads to the question and a tap to the prompt: neither decides', () => {
  const shown = readPush(message, origin)
  expect(linkOf(shown, '')).toBe(`#prompt.${id}`)
  expect(linkOf(shown, 'deny')).toBe(`#deny.${id}`)
})

test('a notice has no button', () => {
  const notice = { id: 'ntc_1', notification: { title: 'x', body: 'y', navigate: `${origin}/app/#notices` } }
  expect(readPush(notice, origin)).toMatchObject({ actions: [], data: { link: '#notices' } })
  expect(linkOf(readPush(notice, origin), 'deny')).toBe('#notices')
})

test.each([undefined, null, 'text', 7, [], {}, { notification: null }, { id: {}, notification: { title: 5 } }])(
  'something is shown whatever arrives: %j',
  (odd) => {
    const shown = readPush(odd, origin)
    expect(shown.title).not.toBe('')
    expect(shown.body).not.toBe('')
    expect(shown.tag).not.toBe('')
    expect(shown.data.link).toBe('')
  },
)

test.each(['https://evil.example/app/#prompt.x', `${origin}/account#x`, 'javascript:alert(1)', '//evil.example/app/#x', 7])(
  'a notification never leads out of the app: %s',
  (navigate) => {
    expect(readPush({ id: 'ntc_1', notification: { title: 'x', body: 'y', navigate } }, origin).data.link).toBe('')
  },
)
