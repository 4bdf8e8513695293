import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spawnToDie, startService } from './killed-service.ts'

// These tests start processes. Whatever happens to the tests, none of them stays.

const program = (name: string): string => join(import.meta.dirname, name)

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Looks again and again; how long it takes is for the test's own limit to say. */
async function untilGone(pid: number): Promise<void> {
  while (isThere(pid)) await new Promise((go) => setImmediate(go))
}

describe('nothing is left behind', () => {
  it('where the run of the tests is killed: what it started goes with it', async () => {
    const run = spawn(process.execPath, [program('left-behind.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
    const pid = await new Promise<number>((go, fail) => {
      run.stdout.once('data', (part: Buffer) => go(Number(/works (\d+)/.exec(part.toString())?.[1])))
      run.once('close', () => fail(new Error('It ended before it worked')))
    })
    expect(isThere(pid)).toBe(true)
    run.kill('SIGKILL')
    await untilGone(pid)
    expect(isThere(pid)).toBe(false)
  })

  it('where a test takes too long: its signal kills what it started', async () => {
    const test = new AbortController()
    const child = spawnToDie(program('waits-for-ever.ts'), { env: {}, signal: test.signal })
    await new Promise((go) => child.stdout?.once('data', go))
    const closed = new Promise<NodeJS.Signals | null>((go) => child.once('close', (_code, by) => go(by)))
    test.abort()
    expect(await closed).toBe('SIGKILL')
  })

  it('where a test took too long and goes on all the same: no service is started any more', async () => {
    const test = new AbortController()
    test.abort(new Error('It took too long'))
    await expect(startService({}, test.signal)).rejects.toThrow('It took too long')
  })
})
