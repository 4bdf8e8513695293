import { at, type Rule } from './rule.ts'
import { isTest } from './source.ts'

const features = 'packages/server/src/features'

/** The doors to a session, and the only files that may hold each in their hands (DESIGN §2). A new caller is found here
 * and has to be argued for. */
const doors: Record<string, string[]> = {
  // Marks a sign-in as confirmed.
  markConfirmed: ['sign-in/confirm.ts'],
  confirmSignIn: ['sign-in/index.ts', 'sign-in/answer-sign-in.ts', 'phone-prompts/answer-prompt.ts'],
  // Spends a confirmed sign-in.
  markFinished: ['sign-in/finish.ts'],
  finishSignIn: ['sign-in/sign-in.routes.ts'],
  // Makes a session, or adds a confirmation to one.
  insertSession: ['sessions/open-session.ts'],
  insertEvent: ['sessions/open-session.ts'],
  openSession: ['sessions/index.ts', 'sign-in/finish.ts'],
  addEvent: ['sessions/index.ts', 'sign-in/finish.ts'],
}

/** Rows that mean "signed in", and the one store that may write each. */
const rows: Record<string, string> = {
  session: 'sessions/sessions.store.ts',
  session_event: 'sessions/sessions.store.ts',
  sign_in: 'sign-in/sign-in.store.ts',
}
const writes = ['insertInto', 'updateTable', 'deleteFrom']

export const oneDoor: Rule = {
  name: 'one door: only sign-in/confirm confirms a sign-in, only sign-in/finish makes a session',
  find(source) {
    if (!source.path.startsWith('packages/server/src/') || isTest(source.path)) return []
    const here = source.path.replace(`${features}/`, '')
    const held = source.imports.flatMap((one) =>
      one.names
        .filter((name) => doors[name] && !doors[name].includes(here))
        .map((name) => at(source, one.line, `${name} is not for this file`)),
    )
    const wholeStore = source.imports
      .filter((one) => one.names.includes('*') && !one.typeOnly && /\/(sessions|sign-in)\.store\.ts$/.test(one.target ?? ''))
      .map((one) => at(source, one.line, 'a store is imported by names'))
    const written = source.calls
      .filter((call) => writes.includes(call.name) && rows[call.firstText ?? ''] !== undefined && rows[call.firstText ?? ''] !== here)
      .map((call) => at(source, call.line, `${call.firstText} is written by ${rows[call.firstText ?? '']} alone`))
    return [...held, ...wholeStore, ...written]
  },
  planted: [
    { path: `${features}/recovery-codes/a.ts`, text: "import { openSession } from '../sessions/index.ts'\n" },
    { path: `${features}/sign-in/begin-sign-in.ts`, text: "import { markConfirmed as easy } from './sign-in.store.ts'\n" },
    { path: `${features}/set-up/a.ts`, text: "export { confirmSignIn } from '../sign-in/index.ts'\n" },
    { path: `${features}/sessions/a.ts`, text: "import * as store from './sessions.store.ts'\n" },
    { path: `${features}/set-up/set-up.store.ts`, text: "export const f = (tx: any) => tx.insertInto('session').values({})\n" },
    {
      path: `${features}/phone-prompts/a.store.ts`,
      text: "export const f = (tx: any) => tx.updateTable('sign_in').set({ state: 'confirmed' })\n",
    },
  ],
  allowed: [
    { path: `${features}/sign-in/finish.ts`, text: "import { openSession } from '../sessions/index.ts'\n" },
    { path: `${features}/sign-in/confirm.ts`, text: "import { markConfirmed } from './sign-in.store.ts'\n" },
  ],
}
