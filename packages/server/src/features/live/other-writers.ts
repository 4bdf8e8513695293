import type { OpenDatabase } from '../../db/open.ts'
import { newId, systemRandom } from '../../kernel/random.ts'
import { createLive, type Live, type Topic } from './live.ts'

const channel = 'sparekey_live'

/** The bus that also hears what other processes change: other nodes by LISTEN/NOTIFY on PostgreSQL,
 * the CLI beside the server by SQLite's data version, looked at twice a second. */
export async function connectLive(open: OpenDatabase, databaseUrl: string): Promise<{ live: Live; close: () => Promise<void> }> {
  if (open.engine === 'sqlite') {
    const live = createLive()
    let seen = open.dataVersion()
    const timer = setInterval(() => {
      const version = open.dataVersion()
      if (version === seen) return
      seen = version
      live.wakeAll()
    }, 500)
    timer.unref()
    return { live, close: async () => clearInterval(timer) }
  }
  return await connectNodes(databaseUrl)
}

async function connectNodes(databaseUrl: string): Promise<{ live: Live; close: () => Promise<void> }> {
  const { default: pg } = await import('pg')
  const sender = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  sender.on('error', () => {})
  sender.on('connect', (client) => client.on('error', () => {}))
  const me = newId(systemRandom, 'node')
  const live = createLive((topic) => {
    // A lost event costs the pages of other nodes one poll, and their session caches at most a second.
    sender.query('select pg_notify($1, $2)', [channel, `${me} ${topic}`]).catch(() => {})
  })
  let closed = false
  let listener: InstanceType<typeof pg.Client> | undefined
  const listen = async (): Promise<void> => {
    listener = new pg.Client({ connectionString: databaseUrl })
    listener.on('notification', (message) => {
      const [from, topic] = (message.payload ?? '').split(' ')
      if (from !== me && topic) live.deliver(topic as Topic)
    })
    listener.on('error', () => again())
    listener.on('end', () => again())
    await listener.connect()
    await listener.query(`listen ${channel}`)
    live.wakeAll()
  }
  let waiting: NodeJS.Timeout | undefined
  const again = (): void => {
    if (closed || waiting) return
    waiting = setTimeout(() => {
      waiting = undefined
      listen().catch(again)
    }, 1000)
    waiting.unref()
  }
  await listen()
  return {
    live,
    close: async () => {
      closed = true
      if (waiting) clearTimeout(waiting)
      await listener?.end()
      await sender.end()
    },
  }
}
