import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../server/src/config/config.ts'
import { type Demo, type DemoOptions, startDemo } from '../../server/src/demo/demo-server.ts'
import type { DeskAccount } from '../../server/src/demo/make-people.ts'
import { makeFirstStartLink } from '../../server/src/features/first-start/index.ts'
import { freePort } from '../../server/src/testing/free-port.ts'

/** The service under test, with its made-up people. */
export interface Site extends Demo {
  person(login: string): DeskAccount & { password: string }
  /** The link that a start prints while nobody is an administrator. */
  firstLink(): Promise<string>
  /** The newest mail to somebody that says this, after everything that waits was delivered. */
  mailTo(login: string, says: RegExp): Promise<{ subject: string; text: string; links: string[] }>
}

/** Password hashes that cost next to nothing: what they cost is tested elsewhere. */
const cheap: Config['hashing'] = { memory: 8, passes: 1, atOnce: 2, queue: 1000 }

/** @param options.people as shipped those of the demo */
export async function startSite(options: Pick<DemoOptions, 'config' | 'people'> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-site-'))
  const demo = await startDemo({
    ...options,
    port: await freePort(),
    dataDir: join(folder, 'data'),
    config: { hashing: cheap, ...options.config },
  })
  return {
    ...demo,
    person(login) {
      const found = demo.people.find((one) => one.login === login)
      if (!found?.password) throw new Error(`There is nobody called ${login} with a password`)
      return { ...found, password: found.password }
    },
    async firstLink() {
      const link = await makeFirstStartLink(demo.core)
      if (!link) throw new Error('There is an administrator already')
      return link
    },
    async mailTo(login, says) {
      await demo.deliver()
      const mail = demo.outbox.mails.find((one) => one.to === `${login}@example.org` && says.test(`${one.subject}\n${one.text}`))
      if (!mail) throw new Error(`There is no mail to ${login} that says ${says}`)
      return { subject: mail.subject, text: mail.text, links: mail.text.match(/https?:\/\/\S+/g) ?? [] }
    },
    async close() {
      await demo.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
