import { existsSync, statSync } from 'node:fs'
import { sealState } from '../../features/audit/index.ts'
import { minutes } from '../../kernel/clock.ts'
import type { Check, Finding } from './finding.ts'

const isOpen = (file: string): boolean => process.platform !== 'win32' && (statSync(file).mode & 0o022) !== 0

/** What finds that the record was cut off has to be there, and out of others' reach. */
export const checkAuditLog: Check = async ({ core }) => {
  const { seal, oldestUnsealed } = await sealState(core)
  const file = core.config.auditSealsFile
  const found: Finding[] = []
  if (oldestUnsealed !== undefined && core.clock.now() - oldestUnsealed > minutes(5)) {
    found.push({ state: 'hint', says: 'acts of more than 5 minutes ago are not sealed yet; the running service does it within seconds' })
  }
  if (!seal || !file) return [...found, { state: 'ok', says: 'nothing is sealed yet' }]
  if (!existsSync(file)) {
    return [
      ...found,
      { state: 'hint', says: `there is no ${file} on this machine: a cut at the end of the audit log would not be seen from here` },
    ]
  }
  if (isOpen(file)) found.push({ state: 'bad', says: `others on this machine can write to ${file}: chmod 600 it` })
  return [...found, { state: 'ok', says: `sealed up to record ${seal.seq}; \`sparekey audit verify\` checks all of it` }]
}
