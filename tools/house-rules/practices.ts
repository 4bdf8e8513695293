import { at, type Finding, type Rule } from './rule.ts'
import { isTest, type Source } from './source.ts'

const server = 'packages/server/src'
const inServer = (path: string): boolean => path.startsWith(`${server}/`) && !isTest(path)
const calls = (source: Source, judge: (call: Source['calls'][number]) => string | undefined): Finding[] =>
  source.calls.flatMap((call) => {
    const what = judge(call)
    return what ? [at(source, call.line, what)] : []
  })

const chance = ['randomBytes', 'randomInt', 'randomUUID', 'randomFill', 'randomFillSync', 'getRandomValues']

export const timeAndChance: Rule = {
  name: 'the present moment and randomness come from the kernel',
  find: (source) => {
    if (!inServer(source.path) || source.path.startsWith(`${server}/kernel/`)) return []
    const imported = source.imports
      .filter((one) => /^(node:)?crypto$/.test(one.specifier) && one.names.some((name) => chance.includes(name)))
      .map((one) => at(source, one.line, 'randomness comes from the kernel'))
    const called = calls(source, (call) => {
      if (call.callee === 'Date.now' || call.callee === 'performance.now') return 'the present moment comes from the clock'
      if (call.callee === 'Date' && call.arguments === 0) return 'the present moment comes from the clock'
      if (call.callee === 'Math.random' || (call.callee.includes('.') && chance.includes(call.name)))
        return 'randomness comes from the kernel'
      return undefined
    })
    return [...imported, ...called]
  },
  planted: [
    { path: `${server}/features/a/a.ts`, text: 'export const late = (at: number) => at < Date.now()\n' },
    { path: `${server}/features/a/a.ts`, text: 'export const today = () => new Date().getDay()\n' },
    { path: `${server}/features/a/a.ts`, text: 'export const pick = () => Math.random()\n' },
    { path: `${server}/features/a/a.ts`, text: "import { randomUUID } from 'node:crypto'\n" },
    { path: `${server}/features/a/a.ts`, text: 'export const id = () => crypto.randomUUID()\n' },
  ],
  allowed: [
    { path: `${server}/features/a/a.ts`, text: 'export const day = (at: number): Date => new Date(at) // not Date.now()\n' },
    { path: `${server}/kernel/clock.ts`, text: 'export const clock = { now: () => Date.now() }\n' },
  ],
}

const statements = ['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto']
const mayHoldSql = (path: string): boolean =>
  path.endsWith('.store.ts') || path === `${server}/features/audit/record.ts` || path.startsWith(`${server}/db/`)

export const sqlInStores: Rule = {
  name: 'stores hold all SQL',
  find: (source) =>
    !inServer(source.path) || mayHoldSql(source.path)
      ? []
      : calls(source, (call) =>
          call.callee.includes('.') && statements.includes(call.name) ? `${call.name} belongs into a store` : undefined,
        ),
  planted: [
    { path: `${server}/features/a/begin.ts`, text: "export const f = (tx: any) => tx.selectFrom('account')\n" },
    { path: `${server}/features/a/a.routes.ts`, text: "export const f = (core: any) => core.db\n  .updateTable('account')\n" },
    { path: `${server}/cli/a.ts`, text: "export const f = (db: any) => db['deleteFrom']('account')\n" },
  ],
  allowed: [{ path: `${server}/features/a/a.store.ts`, text: "export const f = (tx: any) => tx.selectFrom('account')\n" }],
}

export const transactionsInUseCases: Rule = {
  name: 'use cases open transactions, stores never do',
  find: (source) => {
    if (!inServer(source.path)) return []
    return calls(source, (call) => {
      if (/^in(Plain)?Transaction$/.test(call.callee) && source.path.endsWith('.store.ts')) return 'a store opens no transaction'
      if (call.name === 'transaction' && call.callee.includes('.') && source.path !== `${server}/db/transaction.ts`)
        return 'transactions are opened by inTransaction'
      return undefined
    })
  },
  planted: [
    { path: `${server}/features/a/a.store.ts`, text: 'export const f = (db: any) => inTransaction(db, async () => {})\n' },
    { path: `${server}/features/a/a.ts`, text: 'export const f = (db: any) => db.transaction().execute(async () => {})\n' },
  ],
  allowed: [{ path: `${server}/features/a/a.ts`, text: 'export const f = (db: any) => inTransaction(db, async () => {})\n' }],
}

const pageTests = 'packages/e2e'

export const addressesByVisit: Rule = {
  name: 'page tests enter an address by visit(), which bears a page that goes somewhere by itself in that moment',
  find: (source) =>
    !source.path.startsWith(`${pageTests}/`) || source.path === `${pageTests}/src/visit.ts`
      ? []
      : calls(source, (call) =>
          call.callee.includes('.') && call.name === 'goto' ? 'visit(page, address) instead of page.goto' : undefined,
        ),
  planted: [
    { path: `${pageTests}/specs/a.spec.ts`, text: "export const f = async (page: any) => page.goto('/login')\n" },
    { path: `${pageTests}/src/a.ts`, text: "export const f = async (phone: any) => phone.page.goto('/app/')\n" },
  ],
  allowed: [
    { path: `${pageTests}/src/visit.ts`, text: "export const visit = async (page: any) => page.goto('/login')\n" },
    { path: `${pageTests}/specs/a.spec.ts`, text: "export const f = async (page: any) => visit(page, '/login')\n" },
  ],
}

const longest = 500

export const fileLength: Rule = {
  name: `no source file has more than ${longest} lines`,
  find: (source) => (source.lines > longest ? [at(source, longest, `${source.lines} lines`)] : []),
  planted: [{ path: `${server}/features/a/a.ts`, text: 'export {}\n'.repeat(longest + 1) }],
  allowed: [{ path: `${server}/features/a/a.ts`, text: 'export {}\n'.repeat(longest) }],
}

const longestFunction = 80
/** A list of routes is long and has no branches. */
const isList = (path: string): boolean => path.endsWith('.routes.ts')

export const functionLength: Rule = {
  name: `no function has more than ${longestFunction} lines, but for lists of routes`,
  find: (source) =>
    isTest(source.path) || isList(source.path)
      ? []
      : source.functions
          .filter((one) => one.lines > longestFunction)
          .map((one) => at(source, one.line, `${one.name} has ${one.lines} lines`)),
  planted: [{ path: `${server}/features/a/a.ts`, text: `export function f(): void {\n${'  f()\n'.repeat(longestFunction)}}\n` }],
  allowed: [{ path: `${server}/features/a/a.ts`, text: `export function f(): void {\n${'  f()\n'.repeat(longestFunction - 2)}}\n` }],
}
