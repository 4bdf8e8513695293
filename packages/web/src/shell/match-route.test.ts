import { expect, test } from 'vitest'
import { matchRoute } from './match-route.ts'

const routes = [
  ['/console', 'overview'],
  ['/console/people', 'people'],
  ['/console/people/:id', 'person'],
] as const

test('an address finds its page, with or without a slash at the end', () => {
  expect(matchRoute(routes, '/console')?.target).toBe('overview')
  expect(matchRoute(routes, '/console/')?.target).toBe('overview')
  expect(matchRoute(routes, '/console/people/')?.target).toBe('people')
})

test('a part with a colon takes one part of the path, decoded', () => {
  expect(matchRoute(routes, '/console/people/acc_9')).toEqual({ pattern: '/console/people/:id', target: 'person', params: { id: 'acc_9' } })
  expect(matchRoute(routes, '/console/people/a%2Fb')?.params).toEqual({ id: 'a/b' })
  expect(matchRoute(routes, '/console/people/acc_9/more')).toBeUndefined()
})

test('an address that does not exist, or is not well formed, finds nothing', () => {
  expect(matchRoute(routes, '/console/nothing')).toBeUndefined()
  expect(matchRoute(routes, '/')).toBeUndefined()
  expect(matchRoute(routes, '/console/people/%E0%A4%A')).toBeUndefined()
})
