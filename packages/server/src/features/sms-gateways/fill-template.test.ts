import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillTemplate, formOf } from './fill-template.ts'

const values = { to: '+4915123456734', text: '1 & "2"\n<3>', from: 'A/B' }

describe('SM-5 a template', () => {
  it.each([
    ['application/json; charset=utf-8', 'json'],
    ['application/vnd.api+json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['text/xml', 'xml'],
    ['application/soap+xml', 'xml'],
    ['text/plain', 'text'],
    ['', 'text'],
  ])('with the content type %j is written as %s', (type, form) => expect(formOf(type)).toBe(form))

  it('takes its values as the text around them asks for', () => {
    const template = '{to}|{text}|{from}'
    expect(fillTemplate(template, values, 'json')).toBe('+4915123456734|1 & \\"2\\"\\n<3>|A/B')
    expect(fillTemplate(template, values, 'form')).toBe('%2B4915123456734|1%20%26%20%222%22%0A%3C3%3E|A%2FB')
    expect(fillTemplate(template, values, 'xml')).toBe('+4915123456734|1 &amp; &quot;2&quot;\n&lt;3&gt;|A/B')
    expect(fillTemplate(template, values, 'text')).toBe('+4915123456734|1 & "2"\n<3>|A/B')
  })

  it('fills no value into a value, and leaves other braces alone', () => {
    expect(fillTemplate('{"a":{"to":"{to}"},"b":"{other}"}', { ...values, to: '{text}' }, 'json')).toBe(
      '{"a":{"to":"{text}"},"b":"{other}"}',
    )
  })

  it('whatever a text holds, it ends no JSON string and no form field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, from) => {
        const filled = { to: '+49', text, from }
        expect(JSON.parse(fillTemplate('{"t":"{text}","f":"{from}"}', filled, 'json'))).toEqual({ t: text, f: from })
        const form = new URLSearchParams(fillTemplate('t={text}&f={from}', filled, 'form'))
        expect([...form.keys()]).toEqual(['t', 'f'])
        expect(form.get('t')).toBe(text)
      }),
    )
  })
})
