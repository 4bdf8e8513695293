import type { Random } from '../../kernel/random.ts'
import { newId } from '../../kernel/random.ts'

let last = 0

/** An id that sorts as it was made: what one transaction notes in the same millisecond stays in its order. */
export function newTimedId(random: Random, now: number): string {
  last += 1
  return `evc_${now.toString(36).padStart(9, '0')}${(last % 46_656).toString(36).padStart(3, '0')}_${newId(random, 'x').slice(2)}`
}
