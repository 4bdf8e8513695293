import { describe, expect, it } from 'vitest'
import { readConfig } from './read-config.ts'

const env = { SMS_URL: 'https://sms.example.net/send', SMS_COUNTRIES: 'DE,GB' }
const read = (given: Record<string, string>) => readConfig(given)
const problems = (given: Record<string, string>): string[] => {
  const result = read(given)
  return 'problems' in result ? result.problems : []
}
const sms = (given: Record<string, string>) => {
  const result = read(given)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result.sms
}

describe('SM-5 the settings of an SMS gateway', () => {
  it('without them there is none', () => expect(sms({})).toBeUndefined())

  it('an address and the countries are enough', () =>
    expect(sms(env)).toEqual({
      url: 'https://sms.example.net/send',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"to":"{to}","text":"{text}"}',
      success: { statuses: [200, 201, 202, 204] },
      countries: ['DE', 'GB'],
      perDay: 500,
    }))

  it('any request can be described', () => {
    expect(
      sms({
        ...env,
        SMS_METHOD: 'PUT',
        SMS_HEADERS: '{"Content-Type":"application/x-www-form-urlencoded","Authorization":"Basic eDp5"}',
        SMS_BODY: 'to={to}&text={text}&from={from}',
        SMS_FROM: 'Example',
        SMS_SUCCESS: '/accepted|queued/',
        SMS_PER_DAY: '20',
      }),
    ).toMatchObject({
      method: 'PUT',
      headers: { authorization: 'Basic eDp5', 'content-type': 'application/x-www-form-urlencoded' },
      success: { pattern: 'accepted|queued' },
      from: 'Example',
      perDay: 20,
    })
    const url = 'https://sms.example.net/sendsms?to={to}&text={text}'
    expect(sms({ ...env, SMS_URL: url, SMS_METHOD: 'GET' })).not.toHaveProperty('body')
    expect(sms({ ...env, SMS_URL: 'http://127.0.0.1:13013/cgi-bin/sendsms?to={to}&text={text}', SMS_METHOD: 'GET' })).toBeDefined()
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['no countries', { SMS_COUNTRIES: '' }, /^SMS_URL is set, but SMS_COUNTRIES is not/],
    ['a country that is none', { SMS_COUNTRIES: 'DE,XX' }, /^SMS_COUNTRIES holds XX/],
    ['a country in words', { SMS_COUNTRIES: 'Germany' }, /^SMS_COUNTRIES holds Germany/],
    ['no address', { SMS_URL: 'sms' }, /^SMS_URL must be an address/],
    ['plain http', { SMS_URL: 'http://sms.example.net/' }, /^SMS_URL must begin with https/],
    ['another protocol', { SMS_URL: 'file:///etc/passwd' }, /^SMS_URL must begin with https/],
    ['a login in the address', { SMS_URL: 'https://a:b@sms.example.net/' }, /^SMS_URL must not hold a login/],
    ['a host that comes from a value', { SMS_URL: 'https://{text}.example.net/' }, /^SMS_URL must/],
    ['headers that are no JSON', { SMS_HEADERS: 'x' }, /^SMS_HEADERS must be one JSON object/],
    ['a header that is no text', { SMS_HEADERS: '{"a":1}' }, /^SMS_HEADERS must be/],
    ['a header that splits', { SMS_HEADERS: '{"a":"b\\r\\nc: d"}' }, /^SMS_HEADERS must be/],
    ['a body without the number', { SMS_BODY: '{"text":"{text}"}' }, /^SMS_BODY must say where \{to\} goes/],
    [
      'an address without the text',
      { SMS_METHOD: 'GET', SMS_URL: 'https://sms.example.net/?to={to}' },
      /^SMS_URL must say where \{text\} goes/,
    ],
    ['a body that is no JSON', { SMS_BODY: '{"to":{to},"text":"{text}"}' }, /^SMS_BODY is no JSON/],
    ['a sender that is not set', { SMS_BODY: '{"to":"{to}","text":"{text}","from":"{from}"}' }, /^SMS_BODY uses \{from\}, but SMS_FROM/],
    ['a body with GET', { SMS_METHOD: 'GET', SMS_BODY: 'x' }, /^SMS_BODY is set, but a GET has no body/],
    ['another method', { SMS_METHOD: 'TRACE' }, /^SMS_METHOD must be one of/],
    ['statuses that are no success', { SMS_SUCCESS: '200,500' }, /^SMS_SUCCESS must be statuses/],
    ['words as statuses', { SMS_SUCCESS: 'ok' }, /^SMS_SUCCESS must be statuses/],
    ['an expression that cannot be read', { SMS_SUCCESS: '/(/' }, /^SMS_SUCCESS holds an expression/],
    ['a budget of nothing', { SMS_PER_DAY: '0' }, /^SMS_PER_DAY must be a whole number/],
  ])('refuses %s', (_what, given, reason) => expect(problems({ ...env, ...given })).toContainEqual(expect.stringMatching(reason)))

  it('a setting without the address says so', () =>
    expect(problems({ SMS_COUNTRIES: 'DE' })).toEqual(['SMS_COUNTRIES is set, but SMS_URL is not']))

  it('OP-3 all problems come at once', () =>
    expect(problems({ SMS_URL: 'nowhere', SMS_COUNTRIES: 'XX', SMS_PER_DAY: 'x', SMS_HEADERS: '[]' })).toHaveLength(4))
})
