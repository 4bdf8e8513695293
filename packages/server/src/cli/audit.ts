import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { headOfRecord, isHeadOfRecord, verifyRecord } from '../features/audit/index.ts'
import { badSentence, notesOf } from './audit-words.ts'
import { Misuse } from './command.ts'
import { withInstallation } from './open-core.ts'

const usage = 'Say what: sparekey audit verify [--seals FILE] [--head TEXT] [--from NUMBER], or sparekey audit head'

const numberOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Misuse('--from takes the number of a record.')
  return Number(text)
}

/** Checks the record, also beside the running service. @returns 0 if all fits, 1 if not */
function verify(args: string[]): Promise<number> {
  const options = { seals: { type: 'string', multiple: true }, head: { type: 'string', multiple: true }, from: { type: 'string' } } as const
  const { values } = parseArgs({ args, options })
  const from = numberOf(values.from)
  for (const file of values.seals ?? []) if (!existsSync(file)) throw new Misuse(`There is no file ${file}.`)
  return withInstallation(async ({ core }) => {
    const files = values.seals ?? [core.config.auditSealsFile ?? 'AUDIT_SEALS_FILE']
    // A head that was copied wrong would compare nothing, and pass.
    if (values.head?.some((text) => !isHeadOfRecord(core, text))) {
      throw new Misuse('What --head names is no line that this installation printed. Copy the whole line, in quotes.')
    }
    const check = await verifyRecord(core, { sealFiles: files, heads: values.head ?? [], ...(from ? { from } : {}) })
    if (check.bad) console.log(badSentence(check.bad))
    else if (check.checked === 0) console.log('Nothing is sealed yet.')
    else console.log(`The record fits: ${check.checked} ${check.checked === 1 ? 'record' : 'records'}, up to number ${check.end}.`)
    for (const note of notesOf(check, { files })) console.log(note)
    return check.intact ? 0 : 1
  })
}

/** Prints the last seal, to be noted where nobody who writes in the database can reach it. */
function head(args: string[]): Promise<number> {
  parseArgs({ args, options: {} })
  return withInstallation(async ({ core }) => {
    const line = await headOfRecord(core)
    if (!line) throw new Misuse('Nothing is sealed yet: the running service does it within seconds of the first act.')
    console.log(line)
    return 0
  })
}

/** `sparekey audit …`: whether the record is what it was (AU-3). */
export async function audit(args: string[]): Promise<number> {
  const [what, ...rest] = args
  if (what === 'verify') return await verify(rest)
  if (what === 'head') return await head(rest)
  throw new Misuse(usage)
}
