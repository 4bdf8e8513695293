import type { Core } from '../../../core.ts'
import { inPlainTransaction } from '../../../db/transaction.ts'
import { type AuditEntry, record, type Sealer, sealRecord } from '../index.ts'

/** An entry that uses every column, or nearly none. */
export const madeUpEntry = (n: number): AuditEntry =>
  n % 3 === 0
    ? { act: 'group_created', actor: { kind: 'cli' } }
    : {
        act: n % 2 === 0 ? 'signed_in' : 'number_removed',
        actor: { kind: 'account', id: `acc_${n % 5}` },
        account: `acc_${n % 7}`,
        reason: n % 4 === 0 ? '' : `Reason ${n}`,
        detail: { n },
        from: { ip: '203.0.113.7', browser: `brw_${n}`, session: `ses_${n}`, signIn: `sin_${n}` },
      }

/** Writes entries, each in a transaction of its own. */
export async function writeRecord(core: Core, count: number, from = 0): Promise<void> {
  for (let n = from; n < from + count; n++) await inPlainTransaction(core.db, (tx) => record(core, tx, madeUpEntry(n)))
}

/** Seals what waits, as a service does that starts and stops: no sealer is there meanwhile that would seal by itself. */
export async function sealNow(core: Core): Promise<number> {
  const sealer = sealRecord(core)
  const count = await sealer.runOnce()
  await sealer.stop()
  return count
}

/** Writes entries under several seals of so many records each. What it returns seals when it is told to, and only then. */
export async function writeSealed(core: Core, seals: number, each: number): Promise<Sealer> {
  for (let n = 0; n < seals; n++) {
    await writeRecord(core, each, n * each)
    await sealNow(core)
  }
  return {
    runOnce: () => sealNow(core),
    async stop() {
      await sealNow(core)
    },
  }
}
