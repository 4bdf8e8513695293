import { randomInt } from 'node:crypto'
import { type Connection, openConnection, requestText } from './connection.ts'
import { openMailSink } from './mail-sink.ts'
import type { People } from './people.ts'
import { type Figure, median } from './report.ts'
import { type Site, startService } from './site.ts'
import { compareSamples, toldApart } from './two-samples.ts'

/** Answers measured of each sort, on each way. */
const perSample = 1000
/** For each login, below every wait: a wait would be what is measured. */
const perLogin = 4
/** Answers before it counts: the program and its caches get warm. */
const before = 60

/** A request that says something of a login. */
interface Way {
  name: string
  what: string
  path: string
  body(login: string): object
  status: number
  /** In every answer that is meant. */
  says: string
  /** Which logins are the known ones. */
  known: 'plain' | 'withCode'
}

const wrong = 'a password that nobody here has taken'
const ways: Way[] = [
  {
    name: 'sign-in',
    what: 'the password step',
    path: '/api/sign-in',
    body: (login) => ({ login, password: wrong }),
    status: 401,
    says: 'login_not_accepted',
    known: 'plain',
  },
  {
    name: 'forgotten',
    what: '"Forgotten password"',
    path: '/api/forgotten-password',
    body: (login) => ({ login }),
    status: 200,
    says: 'ok',
    known: 'plain',
  },
  {
    name: 'access-code',
    what: 'a new password by access code',
    path: '/api/forgotten-password/access-code',
    body: (login) => ({ login, code: 'ABCD-EFGH', password: wrong }),
    status: 422,
    says: 'access_code_wrong',
    known: 'plain',
  },
  {
    name: 'open-access-code',
    what: 'the same, where a code is open',
    path: '/api/forgotten-password/access-code',
    body: (login) => ({ login, code: 'ABCD-EFGH', password: wrong }),
    status: 422,
    says: 'access_code_wrong',
    known: 'withCode',
  },
]

interface Try {
  login: string
  known: boolean
}

/** The same number of tries for each login, in an order that nothing can follow. */
function shuffledTries(known: readonly string[], unknown: readonly string[]): Try[] {
  const of = (logins: readonly string[], isKnown: boolean) =>
    Array.from({ length: perSample }, (_, n) => ({ login: logins[Math.floor(n / perLogin)] ?? '', known: isKnown }))
  const tries = [...of(known, true), ...of(unknown, false)]
  for (let n = tries.length - 1; n > 0; n--) {
    const other = randomInt(n + 1)
    const [a, b] = [tries[n], tries[other]]
    if (a && b) [tries[n], tries[other]] = [b, a]
  }
  return tries
}

let networks = 0
/** Each from a network of its own: what one network may do is another limit, and would hide this. */
const nextNetwork = (): string => {
  networks += 1
  return `10.${(networks >> 16) & 255}.${(networks >> 8) & 255}.${networks & 255}`
}

/** From the first byte sent to the last byte of the answer, ms. @throws if it is not the answer that is meant */
async function timeOf(connection: Connection, port: number, way: Way, login: string): Promise<number> {
  const text = requestText({ method: 'POST', path: way.path, port, body: way.body(login), headers: { 'x-forwarded-for': nextNetwork() } })
  const from = performance.now()
  const answer = await connection.send(text)
  const took = performance.now() - from
  if (answer.status !== way.status || !answer.body.includes(way.says))
    throw new Error(`${way.path} answered ${answer.status} ${answer.body}`)
  return took
}

async function measure(port: number, way: Way, people: People): Promise<Figure[]> {
  const connection = await openConnection(port)
  const strangers = (of: string, count: number) => Array.from({ length: count }, (_, n) => `${of}${way.name}${n}`)
  for (const login of strangers('warm', before)) await timeOf(connection, port, way, login)
  const known = way.known === 'plain' ? people.strangersKnow[way.name] : people.withCode
  if (!known || known.length * perLogin < perSample) throw new Error(`Too few people for ${way.name}`)
  const times = { known: [] as number[], unknown: [] as number[] }
  for (const one of shuffledTries(known, strangers('other', perSample / perLogin)))
    times[one.known ? 'known' : 'unknown'].push(await timeOf(connection, port, way, one.login))
  connection.close()
  return figuresOf(way, times)
}

function figuresOf(way: Way, times: { known: number[]; unknown: number[] }): Figure[] {
  const compared = compareSamples(times.known, times.unknown)
  const verdict = toldApart(compared) ? 'CAN BE TOLD APART' : 'cannot be told apart'
  const middle = [median(times.known), median(times.unknown)].map((value) => value.toFixed(3)).join(' and ')
  const name = `known-unknown.${way.name}`
  return [
    {
      name: `${name}.shift`,
      what: `Known and unknown login, ${way.what}: shift`,
      value: compared.shiftP,
      unit: 'p',
      atLeast: 0.01,
      note: `${verdict}; medians ${middle} ms, ${perSample} each`,
    },
    { name: `${name}.shape`, what: `Known and unknown login, ${way.what}: shape`, value: compared.shapeP, unit: 'p', atLeast: 0.01 },
    {
      name: `${name}.effect`,
      what: `Known and unknown login, ${way.what}: effect`,
      value: Math.abs(compared.effect),
      unit: 'δ',
      atMost: 0.1,
    },
  ]
}

/** SI-1: whether the time of an answer tells if there is such a login: two samples, mixed at random, over real HTTP, at the cost of
 * production (Mann–Whitney, Kolmogorov–Smirnov, Cliff's delta).
 * @param only the name of one way; all of them if absent */
export async function knownAndUnknown(site: Site, people: People, only?: string): Promise<Figure[]> {
  const mail = await openMailSink()
  const settings = {
    TRUSTED_PROXIES: '127.0.0.1',
    MAIL_HOST: '127.0.0.1',
    MAIL_PORT: String(mail.port),
    MAIL_SECURITY: 'none',
    MAIL_FROM: 'bench@example.org',
  }
  const service = await startService(site, settings)
  try {
    const figures: Figure[] = []
    for (const way of ways.filter(({ name }) => !only || name === only)) figures.push(...(await measure(site.port, way, people)))
    return figures
  } finally {
    await service.stop()
    mail.close()
  }
}
