import { expect, test } from 'vitest'
import { readRefusal } from './read-refusal.ts'

test('SI-4 a wrong number says how many tries are left', () => {
  const wrong = (left: number) => readRefusal({ ok: false, code: 'match_code_wrong', status: 422, detail: { left } })
  expect(wrong(2)).toEqual({ error: 'That is not the number on the login page. 2 tries left.' })
  expect(wrong(1)).toEqual({ error: 'That is not the number on the login page. 1 try left.' })
})

test('SI-4 the third wrong number ends the prompt', () => {
  expect(readRefusal({ ok: false, code: 'match_code_wrong', status: 422, detail: { left: 0 } })).toEqual({ over: 'wrong' })
  expect(readRefusal({ ok: false, code: 'match_code_wrong', status: 422 })).toEqual({ over: 'wrong' })
})

test('a prompt that ended elsewhere is over', () => {
  expect(readRefusal({ ok: false, code: 'prompt_over', status: 409 })).toEqual({ over: 'ended' })
})

test('an answer that did not arrive can be given again', () => {
  expect(readRefusal({ ok: false, code: 'unavailable', status: 0 })).toEqual({
    error: 'No connection: your answer did not arrive. Try again.',
  })
})
