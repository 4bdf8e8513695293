import { spawnSync } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** Runs a program of this repository in it, its output going where ours goes.
 * @returns its exit code; 1 if it could not be started or was killed */
export function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)
  const isWindows = process.platform === 'win32'
  const done = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: isWindows, env: { ...process.env, PATH: path, ...env } })
  if (done.signal) console.error(`${program} was ended by ${done.signal}`)
  if (done.error) console.error(`${program} could not be run: ${done.error.message}`)
  return done.status ?? 1
}

/** Runs one of our TypeScript programs by the Node that runs this. */
export const runScript = (file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): number =>
  run(process.execPath, [join(root, file), ...args], env)
