import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { number } from './arguments.ts'

// argon2id and nothing else, with the cost and concurrency of the service. Prints how many passwords it checked in a second.
const [ms, atOnce, memoryCost, timeCost] = [number(0), number(1), number(2), number(3)]
const secret = randomBytes(32)
const stored = await hash('correct horse battery staple', { memoryCost, timeCost, parallelism: 1, secret })

const from = performance.now()
let count = 0
const line = async (): Promise<void> => {
  while (performance.now() - from < ms) {
    if (!(await verify(stored, 'correct horse battery staple', { secret }))) throw new Error('The password does not fit')
    count++
  }
}
await Promise.all(Array.from({ length: atOnce }, line))
console.log(JSON.stringify({ perSecond: (count * 1000) / (performance.now() - from) }))
