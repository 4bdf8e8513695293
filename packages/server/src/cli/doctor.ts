import { checkAddress } from './checks/check-address.ts'
import { checkAuditLog } from './checks/check-audit-log.ts'
import { checkClock } from './checks/check-clock.ts'
import { checkDevices } from './checks/check-devices.ts'
import { checkKeyFile } from './checks/check-key-file.ts'
import { checkMail } from './checks/check-mail.ts'
import { checkPlaces } from './checks/check-places.ts'
import { checkProxies } from './checks/check-proxies.ts'
import { checkPush } from './checks/check-push.ts'
import { checkSms } from './checks/check-sms.ts'
import type { Check, Finding } from './checks/finding.ts'
import { withInstallation } from './open-core.ts'

/** What is looked at, in the order in which it is shown. */
const checks: [name: string, check: Check][] = [
  ['Keys', checkKeyFile],
  ['Address', checkAddress],
  ['Clock', checkClock],
  ['Mail', checkMail],
  ['Push', checkPush],
  ['Proxies', checkProxies],
  ['Places', checkPlaces],
  ['Devices', checkDevices],
  ['SMS', checkSms],
  ['Audit log', checkAuditLog],
  ['Backup', async () => [{ state: 'hint', says: 'This version makes no backups: copy the database and, apart from it, the key file.' }]],
]

const mark: Record<Finding['state'], string> = { ok: 'ok  ', hint: 'note', bad: 'BAD ' }

/** `sparekey doctor`: looks at the running set-up the way an experienced operator would (OP-3). */
export function doctor(): Promise<number> {
  return withInstallation(async (opened) => {
    console.log('ok    Database: opened, and its schema is this version’s')
    let bad = 0
    for (const [name, check] of checks) {
      for (const { state, says } of await check(opened)) {
        console.log(`${mark[state]}  ${name}: ${says}`)
        if (state === 'bad') bad += 1
      }
    }
    console.log(bad === 0 ? '\nNothing is wrong.' : `\n${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong.`)
    return bad === 0 ? 0 : 1
  })
}
