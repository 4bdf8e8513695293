import { at, type Finding, type Rule } from './rule.ts'
import { featureOf, type Import, isTest, type Source } from './source.ts'

const server = 'packages/server/src'
const eachImport = (source: Source, judge: (one: Import) => string | undefined): Finding[] =>
  source.imports.flatMap((one) => {
    const what = judge(one)
    return what ? [at(source, one.line, what)] : []
  })

const packageOf = (path: string | undefined): string | undefined => /^packages\/([^/]+)\//.exec(path ?? '')?.[1]

/** web, phone ► protocol ◄ server; the look belongs to the pages. Tests of the whole (e2e) may look everywhere. */
const mayImport: Record<string, string[]> = {
  protocol: [],
  look: [],
  server: ['protocol'],
  web: ['protocol', 'look'],
  phone: ['protocol', 'look'],
  e2e: ['protocol', 'server', 'web', 'phone'],
}

export const packages: Rule = {
  name: 'packages import in one direction: web, phone ► protocol ◄ server',
  find: (source) =>
    eachImport(source, (one) => {
      const [from, to] = [packageOf(source.path), packageOf(one.target)]
      if (!from || !to || from === to || mayImport[from]?.includes(to)) return undefined
      return `${from} may not import ${to} (${one.specifier})`
    }),
  planted: [
    { path: 'packages/web/src/sign-in/a.ts', text: "import { record } from '@sparekey/server/features/audit'\n" },
    { path: 'packages/phone/src/a.ts', text: "export { x } from '../../web/src/ui/x.ts'\n" },
    { path: 'packages/protocol/src/a.ts', text: "import type { Db } from '../../server/src/db/open.ts'\n" },
    { path: `${server}/a.ts`, text: "const page = await import('../../web/src/a.ts')\n" },
  ],
  allowed: [
    { path: 'packages/web/src/a.ts', text: "import { actNames } from '@sparekey/protocol/acts'\nimport '@sparekey/look/tokens.css'\n" },
  ],
}

const withoutTypebox = ['acts', 'crockford', 'errors', 'pairing-keys', 'place', 'policy-settings', 'record-acts', 'signed-bytes']

export const schemasStayOut: Rule = {
  name: 'pages take types alone from the schemas: the schema library never reaches a browser',
  find: (source) =>
    eachImport(source, (one) => {
      if (!/^packages\/(web|phone)\/src\//.test(source.path) || isTest(source.path) || one.typeOnly) return undefined
      const name = /^packages\/protocol\/src\/(.*)\.ts$/.exec(one.target ?? '')?.[1]
      return name && !withoutTypebox.includes(name) ? `only types may come from ${one.specifier}` : undefined
    }),
  planted: [{ path: 'packages/web/src/a.ts', text: "import { SignInView, type X } from '@sparekey/protocol/sign-in'\n" }],
  allowed: [
    {
      path: 'packages/web/src/a.ts',
      text: "import type { SignInView } from '@sparekey/protocol/sign-in'\nimport { crockford } from '@sparekey/protocol/crockford'\n",
    },
  ],
}

export const features: Rule = {
  name: 'a feature is reached from outside only through its index.ts',
  find: (source) =>
    eachImport(source, (one) => {
      const to = featureOf(one.target ?? '')
      if (!to || to === featureOf(source.path) || isTest(source.path)) return undefined
      return one.target === `${server}/features/${to}/index.ts` ? undefined : `${one.specifier} is inside the feature ${to}`
    }),
  planted: [
    { path: `${server}/features/sign-in/a.ts`, text: "import { find } from '../accounts/accounts.store.ts'\n" },
    { path: `${server}/app.ts`, text: "import type { X } from './features/sign-in/finish.ts'\n" },
  ],
  allowed: [
    { path: `${server}/features/sign-in/a.ts`, text: "import { x } from '../accounts/index.ts'\nimport { y } from './sign-in.store.ts'\n" },
    { path: `${server}/test/races/a.race.test.ts`, text: "import { finish } from '../../src/features/sign-in/finish.ts'\n" },
  ],
}

/** What each part of the server may import; the first pattern that fits a file says it. */
const parts: [of: RegExp, may: RegExp, what: string][] = [
  [/^packages\/server\/src\/kernel\//, /^packages\/(protocol\/src|server\/src\/kernel)\//, 'the kernel imports the kernel only'],
  [/^packages\/server\/src\/config\//, /^packages\/server\/src\/(kernel|config)\//, 'the configuration imports the kernel only'],
  [/^packages\/server\/src\/db\//, /^packages\/server\/src\/(kernel|db)\//, 'the database imports the kernel only'],
  [
    /^packages\/server\/src\/(features\/|http\/|core\.ts)/,
    /^packages\/(protocol\/src\/|server\/src\/(kernel|config|db|http|features)\/|server\/src\/core\.ts)/,
    'features import features, db and kernel only',
  ],
]

export const serverParts: Rule = {
  name: 'main ► app ► features ► db, kernel',
  find: (source) =>
    eachImport(source, (one) => {
      const part = parts.find(([of]) => of.test(source.path))
      if (!part || !one.target || isTest(source.path) || part[1].test(one.target)) return undefined
      return `${part[2]} (${one.specifier})`
    }),
  planted: [
    { path: `${server}/kernel/a.ts`, text: "import type { Core } from '../core.ts'\n" },
    { path: `${server}/db/a.ts`, text: "import { record } from '../features/audit/index.ts'\n" },
    { path: `${server}/features/sign-in/a.ts`, text: "import { buildApp } from '../../app.ts'\n" },
    { path: `${server}/features/sign-in/a.ts`, text: "import { desk } from '../../demo/start.ts'\n" },
  ],
  allowed: [
    { path: `${server}/features/sign-in/a.ts`, text: "import type { Core } from '../../core.ts'\nimport { x } from '../audit/index.ts'\n" },
  ],
}

const methods = ['phone-prompts', 'sms-codes', 'recovery-codes', 'verification-codes', 'passkeys', 'totp']

export const noMethods: Rule = {
  name: 'sign-in and confirmation import no method: app.ts hands the list over',
  find: (source) =>
    eachImport(source, (one) => {
      if (!['sign-in', 'confirmation'].includes(featureOf(source.path) ?? '') || isTest(source.path)) return undefined
      const to = featureOf(one.target ?? '')
      return to && methods.includes(to) ? `${to} is a method` : undefined
    }),
  planted: [{ path: `${server}/features/sign-in/a.ts`, text: "import { x } from '../recovery-codes/index.ts'\n" }],
  allowed: [{ path: `${server}/app.ts`, text: "import { x } from './features/recovery-codes/index.ts'\n" }],
}

/** Pure functions: facts in, an answer out. */
const pure = [`${server}/features/sign-in/next-step.ts`]
const isRules = (path: string): boolean => pure.includes(path) || /^packages\/server\/src\/features\/.*\.rules\.ts$/.test(path)
/** Libraries of the edges: SQL belongs to stores, HTTP to routes. */
const edges = new Map([
  ['kysely', /(\.store\.ts$|^packages\/server\/src\/db\/|\/testing\/)/],
  ['fastify', /(\.routes\.ts$|^packages\/server\/src\/(http\/|app\.ts$|main\.ts$|demo\/))/],
])

export const rulesAndEdges: Rule = {
  name: 'rules import the kernel only; kysely stays in stores, fastify in routes',
  find: (source) =>
    eachImport(source, (one) => {
      if (!source.path.startsWith(`${server}/`) || isTest(source.path)) return undefined
      const edge = edges.get(one.specifier)
      if (edge && !one.typeOnly && !edge.test(source.path)) return `${one.specifier} is not for this file`
      if (!isRules(source.path) || one.typeOnly) return undefined
      return /^packages\/(server\/src\/kernel|protocol\/src)\//.test(one.target ?? '')
        ? undefined
        : `a rule may not import ${one.specifier}`
    }),
  planted: [
    { path: `${server}/features/sign-in/next-step.ts`, text: "import { findSignIn } from './sign-in.store.ts'\n" },
    { path: `${server}/features/sign-in/begin.ts`, text: "import { sql } from 'kysely'\n" },
    { path: `${server}/features/sign-in/begin.ts`, text: "import fastify from 'fastify'\n" },
  ],
  allowed: [
    {
      path: `${server}/features/sign-in/next-step.ts`,
      text: "import { days } from '../../kernel/clock.ts'\nimport type { Rules } from '../policy/index.ts'\n",
    },
    { path: `${server}/features/sign-in/begin.ts`, text: "import type { Selectable } from 'kysely'\n" },
  ],
}

export const storesAreLast: Rule = {
  name: 'a store imports no use case, no route and no store of another feature',
  find: (source) =>
    eachImport(source, (one) => {
      if (!/\/features\/.*\.store\.ts$/.test(source.path)) return undefined
      if (/\.routes\.ts$|\/src\/http\//.test(one.target ?? '')) return `a store may not import ${one.specifier}`
      return undefined
    }),
  planted: [{ path: `${server}/features/accounts/accounts.store.ts`, text: "import { x } from './accounts.routes.ts'\n" }],
  allowed: [{ path: `${server}/features/accounts/accounts.store.ts`, text: "import type { Db } from '../../db/open.ts'\n" }],
}

export const testsStayOut: Rule = {
  name: 'nothing that runs in production imports what is made for tests or for the demo',
  find: (source) =>
    eachImport(source, (one) => {
      if (isTest(source.path) || !one.target) return undefined
      if (/\/testing\/|\/server\/test\//.test(one.target)) return `${one.specifier} is for tests`
      const intoDemo = one.target.startsWith(`${server}/demo/`) && !source.path.startsWith(`${server}/demo/`)
      return intoDemo ? `${one.specifier} is for the demo` : undefined
    }),
  planted: [
    { path: `${server}/features/sign-in/a.ts`, text: "import { testClock } from '../../testing/index.ts'\n" },
    { path: `${server}/main.ts`, text: "const desk = await import('./demo/desk.routes.ts')\n" },
  ],
  allowed: [
    { path: `${server}/features/sign-in/a.test.ts`, text: "import { testClock } from '../../testing/index.ts'\n" },
    { path: `${server}/demo/start.ts`, text: "import { x } from './desk.routes.ts'\n" },
  ],
}
