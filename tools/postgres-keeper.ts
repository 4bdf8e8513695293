import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// Takes a temporary PostgreSQL server away as soon as whoever started it is gone, in whatever way: their end of the pipe that is
// our standard input closes with them, also by SIGKILL. Started by postgres.ts:
//   node tools/postgres-keeper.ts PROGRAMS FOLDER [UID GID]

const [programs, folder, uid, gid] = process.argv.slice(2)
if (!programs || !folder) process.exit(2)

/** Nobody needs us before the end, whichever signal the group of our starter was sent. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

process.stdin.on('error', takeAway)
process.stdin.on('end', takeAway)
process.stdin.resume()

function takeAway(): void {
  const account = uid && gid ? { uid: Number(uid), gid: Number(gid) } : {}
  if (programs && folder && existsSync(folder)) {
    spawnSync(join(programs, 'pg_ctl'), ['stop', '-s', '-m', 'immediate', '-D', join(folder, 'data')], { ...account, cwd: '/' })
    rmSync(folder, { recursive: true, force: true })
  }
  process.exit(0)
}
