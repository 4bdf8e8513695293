import { parseArgs } from 'node:util'
import { makeSetUpLink } from '../features/first-start/index.ts'
import { Misuse } from './command.ts'
import { withInstallation } from './open-core.ts'

/** `sparekey setup --link LOGIN`: the way back for an administrator whose devices stopped working, for example after PUBLIC_URL
 * changed (OP-9). */
export async function setup(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { link: { type: 'string' } } })
  const login = values.link
  if (!login) throw new Misuse('Say for which administrator: sparekey setup --link LOGIN')
  return await withInstallation(async ({ core }) => {
    const made = await makeSetUpLink(core, login)
    if (!made.ok) throw new Misuse(`There is no active administrator with the login ${login}.`)
    console.log(`\nOpen this once, within 15 minutes. It asks for the login and password of ${login} and opens the set-up, no session.`)
    console.log('It is in the audit log, and all administrators are told.\n')
    console.log(`  ${made.url}\n`)
    return 0
  })
}
