import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../src/testing/free-port.ts'

// The service as operators start it: a process of its own in an empty folder.

let folder: string
let port: number
const running: ChildProcess[] = []

interface Started {
  child: ChildProcess
  /** Everything it has said so far. */
  said(): string
  /** When it says this, or ends without. */
  until(what: RegExp): Promise<string>
  ended: Promise<number | null>
}

function start(env: Record<string, string> = {}): Started {
  const program = join(import.meta.dirname, '../src/start.js')
  const child = spawn(process.execPath, [program], { cwd: folder, env: { PATH: process.env.PATH, PORT: String(port), ...env } })
  running.push(child)
  let text = ''
  const listeners = new Set<() => void>()
  const heard = (): void => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part.toString()
      heard()
    })
  }
  const ended = new Promise<number | null>((go) => child.once('close', (code) => go(code)))
  const until = (what: RegExp): Promise<string> =>
    new Promise((go, fail) => {
      const look = (): void => {
        if (what.test(text)) go(text)
      }
      listeners.add(look)
      void ended.then(() => fail(new Error(`It ended without saying ${what}:\n${text}`)))
      look()
    })
  return { child, said: () => text, until, ended }
}

async function stop(started: Started): Promise<number | null> {
  started.child.kill('SIGTERM')
  return await started.ended
}

const linkIn = (said: string): string => /http:\/\/localhost:\d+\/link\/first-start#([\w-]{43})/.exec(said)?.[1] ?? ''
const look = async (token: string): Promise<number> => {
  const origin = `http://localhost:${port}`
  const body = JSON.stringify({ purpose: 'first-start', token })
  return (await fetch(`${origin}/api/links/look`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body })).status
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-start-'))
  port = await freePort()
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

describe('OP-1 one command starts the service', () => {
  it('with an embedded database in ./data, and a link for the first administrator; each start prints a new one and voids the older', async () => {
    const first = start()
    const token = linkIn(await first.until(/first-start#/))
    expect((await fetch(`http://localhost:${port}/login`)).status).toBe(200)
    expect(await look(token)).toBe(200)
    expect(statSync(join(folder, 'data/sparekey.db')).mode & 0o077).toBe(0)
    expect(await stop(first)).toBe(0)

    const second = start()
    const newer = linkIn(await second.until(/first-start#/))
    expect(newer).not.toBe(token)
    expect(await look(token)).toBe(410)
    expect(await look(newer)).toBe(200)
    expect(await stop(second)).toBe(0)
  })
})

describe('what keeps it from starting is one sentence, not a stack', () => {
  it('OP-3 a configuration with several problems: all of them at once', async () => {
    const started = start({ PORT: 'x', PUBLIC_URL: 'http://login.example.org' })
    expect(await started.ended).toBe(1)
    expect(started.said()).toMatch(/PORT must be[\s\S]*PUBLIC_URL must begin with https/)
    expect(started.said()).not.toMatch(/\n {4}at /)
  })

  it('a port that is in use', async () => {
    const first = start()
    await first.until(/first-start#/)
    const second = start({ DATA_DIR: join(folder, 'other') })
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(String(port))
    expect(second.said()).not.toMatch(/\n {4}at /)
  })
})
