import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from '../packages/server/src/testing/free-port.ts'

/** A PostgreSQL server of its own in a temporary folder, on loopback. */
export interface TemporaryPostgres {
  /** `postgres://…` of its administration database. */
  url: string
  stop(): void
}

/** Where Debian keeps the programs that it does not put on the path. */
function debianFolders(): string[] {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return []
  const newestFirst = readdirSync(base).sort((a, b) => Number(b) - Number(a))
  return newestFirst.map((version) => join(base, version, 'bin'))
}

/** The folder of `initdb` and `pg_ctl`, or undefined. */
export function postgresPrograms(): string | undefined {
  const folders = [...debianFolders(), ...(process.env.PATH ?? '').split(delimiter)]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** A system account to run it as when we are root, which PostgreSQL refuses to be run by. */
function otherAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const wanted of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', wanted], { encoding: 'utf8' })
    const group = spawnSync('id', ['-g', wanted], { encoding: 'utf8' })
    if (found.status === 0 && group.status === 0) return { uid: Number(found.stdout), gid: Number(group.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as')
}

// Nothing in it outlives the run, so it need not survive a power cut.
const settings = [
  '-c fsync=off',
  '-c synchronous_commit=off',
  '-c full_page_writes=off',
  '-c max_connections=300',
  '-c listen_addresses=127.0.0.1',
  '-c log_min_messages=panic',
]

/** @throws with a sentence that says what is missing */
export async function startPostgres(): Promise<TemporaryPostgres> {
  const programs = postgresPrograms()
  if (!programs) throw new Error('PostgreSQL is not installed: `npm run system-packages` says how to get it')
  const account = otherAccount()
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-postgres-'))
  if (account) chownSync(folder, account.uid, account.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const run = (program: string, args: string[]): void => {
    execFileSync(join(programs, program), args, {
      ...account,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
  }
  run('initdb', ['-D', data, '-U', 'sparekey', '--auth=trust', '--encoding=UTF8', '--no-sync'])
  const port = await freePort()
  run('pg_ctl', [
    'start',
    '-w',
    '-s',
    '-D',
    data,
    '-l',
    join(folder, 'log'),
    '-o',
    `${settings.join(' ')} -c unix_socket_directories=${folder} -p ${port}`,
  ])
  const keeper = keepWatch(programs, folder, account)
  let stopped = false
  return {
    url: `postgres://sparekey@127.0.0.1:${port}/postgres`,
    stop() {
      if (stopped) return
      stopped = true
      run('pg_ctl', ['stop', '-s', '-m', 'immediate', '-D', data])
      rmSync(folder, { recursive: true, force: true })
      keeper.stdin?.end()
    },
  }
}

/** A run that is ended in the middle must not leave a server behind. */
function keepWatch(programs: string, folder: string, account: { uid: number; gid: number } | undefined) {
  const script = join(import.meta.dirname, 'postgres-keeper.ts')
  const owner = account ? [String(account.uid), String(account.gid)] : []
  const keeper = spawn(process.execPath, [script, programs, folder, ...owner], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  keeper.unref()
  return keeper
}
