import { expect, test } from 'vitest'
import { observable } from './observable.ts'

test('listeners hear of changes and of nothing else, until they stop', () => {
  const value = observable(1)
  let heard = 0
  const stop = value.subscribe(() => {
    heard += 1
  })
  value.set(() => 2)
  value.set((before) => before)
  expect([value.get(), heard]).toEqual([2, 1])
  stop()
  value.set(() => 3)
  expect(heard).toBe(1)
})
