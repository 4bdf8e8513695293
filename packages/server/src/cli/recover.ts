import { parseArgs } from 'node:util'
import { timeText } from '../features/notices/index.ts'
import { recoverAccount } from '../features/server-recovery/index.ts'
import { Misuse } from './command.ts'
import { withInstallation } from './open-core.ts'

/** `sparekey recover LOGIN [--reset-password]`: the way in where nobody is left who may answer (RR-11). It works only with the
 * service's keys, and what it prints only together with the password. */
export async function recover(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { 'reset-password': { type: 'boolean' } }, allowPositionals: true })
  const [login, ...more] = positionals
  if (!login || more.length > 0) throw new Misuse('Say whose login: sparekey recover LOGIN [--reset-password]')
  return await withInstallation(async ({ core }) => {
    const made = await recoverAccount(core, { login, resetPassword: values['reset-password'] === true })
    if (!made.ok) throw new Misuse(problemOf(made.code, login))
    const { resetUrl, access } = made
    if (resetUrl) console.log(`\nOpen this once, within an hour, and set a new password for ${login}:\n\n  ${resetUrl}\n`)
    if (access) {
      console.log(
        `${resetUrl ? 'Then log' : '\nLog'} in as ${login}, choose "Cannot confirm login", then "I have an access code", and type:\n`,
      )
      console.log(`  ${access.code}\n`)
      console.log(`It works once, together with the password, until ${timeText(access.expiresAt)}; then one browser is let in for a day.`)
    }
    console.log('It is in the audit log, and its owner and all administrators are told.')
    return 0
  })
}

const problemOf = (code: string, login: string): string =>
  code === 'method_not_usable'
    ? `${login} has no two-factor authentication: the password is enough. Add --reset-password if that is lost.`
    : `There is no active account with the login ${login}.`
