import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../tools/page-sources.ts'

const running = new Set<ChildProcess>()

/** Only what a program needs; nothing of the caller's settings reaches what is measured. */
const environment = (env: Record<string, string>): NodeJS.ProcessEnv => {
  const passed = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'NODE_COMPILE_CACHE']
  return { ...Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))), ...env }
}

interface Place {
  /** Its working folder; a configuration file there would be read. */
  cwd: string
  env?: Record<string, string>
}

/** Starts one of the programs of `run.ts` in a process of its own. */
export const startProgram = (args: string[], q: Place): ChildProcess => startNode([join(repositoryRoot, 'bench/run.ts'), ...args], q)

/** How `npm start` starts Node: what stands before the name of the program. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

/** Starts the service as `npm start` does. */
export const startServiceProgram = (q: Place): ChildProcess =>
  startNode([...flagsOfStart(), join(repositoryRoot, 'bench/programs/serve.js')], q)

function startNode(args: string[], q: Place): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: q.cwd,
    env: environment(q.env ?? {}),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Runs a program to its end. @returns what it printed
 * @throws if it failed */
export async function outputOf(args: string[], q: { cwd: string }): Promise<string> {
  const child = startProgram(args, q)
  let text = ''
  child.stdout?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return text
}

/** Asks a program to end, and makes it end if it does not. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(late)
}

/** For an end in between: nothing that was started goes on. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Resident memory in bytes, and processor time so far in ms; undefined where the system does not tell (it is read from /proc). */
export function usageOf(child: ChildProcess): { memory: number; cpu: number } | undefined {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
    // The name of the program, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    return { memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024, cpu: ticks * 10 }
  } catch {
    return undefined
  }
}
