import { open, readFile, rename, writeFile } from 'node:fs/promises'
import type { Core } from '../../core.ts'
import { seconds } from '../../kernel/clock.ts'
import { jsonLine } from './json-line.ts'
import { idsIn } from './read-record.ts'
import { listSealedAfter, namesOf } from './record-page.store.ts'

const page = 500
/** How often sealed records are looked for, ms. */
const every = seconds(5)

export interface Forwarding {
  /** Writes all that is sealed and not written yet. @returns how many records */
  runOnce(): Promise<number>
  stop(): Promise<void>
}

const nothing = { runOnce: async () => 0, stop: async () => {} }

async function append(file: string, text: string): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.appendFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Which record was written last: in a file of its own, so that the log may be rotated. */
async function positionIn(file: string): Promise<number> {
  try {
    const seq = Number((await readFile(file, 'utf8')).trim())
    return Number.isSafeInteger(seq) && seq > 0 ? seq : 0
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return 0
    throw error
  }
}

async function keepPosition(file: string, seq: number): Promise<void> {
  await writeFile(`${file}.new`, `${seq}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

/** Writes each sealed record to `auditForwardFile` as a line of JSON, in their order, for whatever ships logs (AU-3). Each node
 * that has the setting writes all of them. After a crash the last ones can stand there twice, never not at all. */
export function forwardRecord(core: Core): Forwarding {
  const file = core.config.auditForwardFile
  if (!file) return nothing
  const positionFile = `${file}.position`
  let running: Promise<unknown> = Promise.resolve()

  const forward = async (): Promise<number> => {
    let position = await positionIn(positionFile)
    for (let count = 0; ; ) {
      const rows = await listSealedAfter(core.db, position, page)
      const last = rows.at(-1)?.seq
      if (!last) return count
      const names = await namesOf(core.db, idsIn(rows))
      await append(file, rows.map((row) => jsonLine(row, names)).join(''))
      await keepPosition(positionFile, last)
      position = last
      count += rows.length
    }
  }
  const runOnce = (): Promise<number> => {
    const next = running.then(forward)
    running = next.catch(() => {})
    return next
  }
  const look = (): void => void runOnce().catch((error: unknown) => core.log.error('The record could not be forwarded', { error }))
  const timer = setInterval(look, every)
  timer.unref()
  return {
    runOnce,
    async stop() {
      clearInterval(timer)
      await runOnce().catch((error: unknown) => core.log.error('The record could not be forwarded', { error }))
    },
  }
}
