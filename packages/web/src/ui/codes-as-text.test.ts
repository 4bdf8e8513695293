import { expect, test } from 'vitest'
import { common } from '../messages/en/common.ts'
import { addTexts } from '../messages/messages.ts'
import { codesAsText } from './codes-as-text.ts'

addTexts(common)

const codes = {
  set: 'rcs_1',
  codes: ['K7M2-QX4B-9TRW-1000', '0000-1111-2222-3333'],
  loginUrl: 'https://sign-in.example.org/login',
  support: 'the help desk, 555 0100',
}

test('RC-1 the saved file holds the codes, the login address, whom to call, and how to use them', () => {
  const text = codesAsText({ codes, siteName: 'Example Ltd', login: 'ana' })
  for (const part of [...codes.codes, codes.loginUrl, codes.support, 'Example Ltd', 'ana', common['codes.sheet-how-2']]) {
    expect(text).toContain(part)
  }
})

test('RC-1 nobody is named to call where the operator named nobody', () => {
  const { support: _, ...unsupported } = codes
  expect(codesAsText({ codes: unsupported, siteName: 'Example Ltd', login: 'ana' })).not.toContain(common['codes.sheet-call'])
})
