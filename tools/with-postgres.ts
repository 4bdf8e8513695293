import { spawn } from 'node:child_process'
import { startPostgres } from './postgres.ts'

// Runs a command while a PostgreSQL server of its own is there, and takes it away afterwards:
//   node tools/with-postgres.ts vitest run --project engines
// The command finds it as TEST_POSTGRES_URL, and may not do without (SPAREKEY_ENGINES=all).

const [command, ...args] = process.argv.slice(2)
if (!command) {
  console.error('Say what to run: node tools/with-postgres.ts COMMAND …')
  process.exit(2)
}

const server = await startPostgres().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_POSTGRES_URL: server.url, SPAREKEY_ENGINES: 'all' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`${command} could not be started: ${error.message}`)
  server.stop()
  process.exit(1)
})
child.on('exit', (code) => {
  server.stop()
  process.exit(code ?? 1)
})
