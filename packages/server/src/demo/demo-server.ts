import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../app.ts'
import { type Assembled, assemble } from '../assemble.ts'
import type { Config } from '../config/config.ts'
import { readConfig, readKeyRing } from '../config/index.ts'
import type { Core } from '../core.ts'
import { createRoutes } from '../http/route.ts'
import { type Jobs, startJobs } from '../jobs.ts'
import { systemRandom } from '../kernel/random.ts'
import { registerDeskRoutes } from './desk.routes.ts'
import { createLocalOutbox, type LocalOutbox } from './local-outbox.ts'
import { type MadeUpPerson, madeUpPeople } from './made-up-people.ts'
import { type DeskAccount, makePeople } from './make-people.ts'
import { createMovableClock, type MovableClock } from './movable-clock.ts'

export interface DemoOptions {
  port: number
  /** Emptied first. */
  dataDir: string
  /** Others than those of the demo; nobody, for the tests of a first start. */
  people?: readonly MadeUpPerson[]
  /** Settings of the tests: a played push service, another log level. */
  config?: Partial<Config>
}

/** The demo while it runs. */
export interface Demo {
  url: string
  app: FastifyInstance
  core: Core
  people: DeskAccount[]
  outbox: LocalOutbox
  clock: MovableClock
  /** Delivers all that is due now. */
  deliver(): Promise<void>
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../../../..')
const pages = { web: join(root, 'packages/web/dist'), phone: join(root, 'packages/phone/dist') }
const deskFolder = join(root, 'packages/web/dist-desk')

function demoConfig(options: DemoOptions): Config {
  const config = readConfig({ PORT: String(options.port), DATA_DIR: options.dataDir })
  if ('problems' in config) throw new Error(config.problems.join('\n'))
  return {
    ...config,
    siteName: 'Example Ltd',
    support: 'the help desk, 555 0100',
    // Nothing is sent there: the local outbox takes the place of the mail server and of the SMS gateway.
    mail: { host: '127.0.0.1', port: 25, secure: false, insecure: true, from: 'Example login <login@example.org>' },
    sms: {
      url: 'http://127.0.0.1/',
      method: 'POST',
      headers: {},
      body: '{to} {text}',
      success: { statuses: [200] },
      countries: ['AT', 'CH', 'DE', 'GB', 'US'],
      perDay: 500,
    },
    logLevel: 'warn',
    ...options.config,
  }
}

/** `/dev` and `/dev/outbox`, built apart from the pages of the service. */
async function serveDesk(app: FastifyInstance): Promise<void> {
  const page = { config: { access: 'public', page: true } }
  for (const address of ['/dev', '/dev/outbox']) app.get(address, page, (_request, reply) => reply.sendFile('desk.html', deskFolder))
  await app.register(fastifyStatic, { root: join(deskFolder, 'assets'), prefix: '/dev/assets/', decorateReply: false, cacheControl: false })
}

/** Closes everything in the order in which it depends on each other. */
const closing = (app: FastifyInstance, jobs: Jobs, assembled: Assembled) => async (): Promise<void> => {
  await app.close()
  await jobs.stop()
  await assembled.close()
}

/** Starts the service with made-up people, a local outbox, a movable clock, and the desk that shows them. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  rmSync(options.dataDir, { recursive: true, force: true })
  const config = demoConfig(options)
  const clock = createMovableClock()
  const assembled = await assemble(config, readKeyRing(config.dataDir, systemRandom), { clock })
  const { core } = assembled
  const people = await makePeople(core, clock, options.people ?? madeUpPeople)
  const outbox = createLocalOutbox()
  const app = await buildApp(core, pages)
  // The desk asks nobody who they are: it listens on loopback alone.
  const gates = { session: async () => undefined, device: async () => undefined, places: core.places }
  registerDeskRoutes(createRoutes(app, gates), core, { people, outbox, clock })
  await serveDesk(app)
  const jobs = startJobs(core, { mail: outbox.sender, sms: outbox.smsSender })
  await app.listen({ host: '127.0.0.1', port: config.port })
  return { url: config.publicUrl, app, core, people, outbox, clock, deliver: () => jobs.runOnce(), close: closing(app, jobs, assembled) }
}
