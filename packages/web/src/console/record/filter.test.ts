import { describe, expect, it } from 'vitest'
import { filterOf, isFiltered, shownIn, startOf } from './filter.ts'

const shown = (query: string) => shownIn(new URLSearchParams(query))

describe('AU-3 the filter of the audit log', () => {
  it('AU-3 is read from the address, without what cannot be one', () => {
    expect(shown('person=acc_x-1&kind=recovery&from=2027-03-01&to=2027-03-02&text=lost')).toEqual({
      person: 'acc_x-1',
      kind: 'recovery',
      from: '2027-03-01',
      to: '2027-03-02',
      text: 'lost',
    })
    expect(isFiltered(shown('person=x&kind=all&from=yesterday&to=2027-3-1&text=+'))).toBe(false)
  })

  it('AU-3 takes the last day whole, also the one on which the clocks change', () => {
    const { from, to } = filterOf(shown('from=2027-03-28&to=2027-03-28'))
    expect(from).toBe(startOf('2027-03-28'))
    expect(to).toBe(startOf('2027-03-29'))
    expect(filterOf(shown('text=%20lost%20'))).toEqual({ text: 'lost' })
  })
})
