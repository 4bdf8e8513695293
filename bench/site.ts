import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../packages/server/src/testing/free-port.ts'
import { startProgram, startServiceProgram, stopProgram } from './child.ts'
import { openConnection, requestText } from './connection.ts'

/** A folder with a database and a port, on which the service is started as often as wanted. */
export interface Site {
  folder: string
  dataDir: string
  port: number
}

export async function newSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-'))
  return { folder, dataDir: join(folder, 'data'), port: await freePort() }
}

export const removeSite = (site: Site): void => rmSync(site.folder, { recursive: true, force: true })

/** Asks until it is answered. @throws after half a minute */
async function firstAnswer(port: number, path: string): Promise<void> {
  const until = performance.now() + 30_000
  while (performance.now() < until) {
    try {
      const connection = await openConnection(port)
      const { status } = await connection.send(requestText({ method: 'GET', path, port })).finally(() => connection.close())
      if (status < 300) return
    } catch {
      // It does not listen yet.
    }
    await pause(2)
  }
  throw new Error(`Nothing answers at port ${port}`)
}

export interface Running {
  child: ChildProcess
  /** From the start of the process to the first answered request, ms. */
  startMs: number
  stop(): Promise<void>
}

/** Starts the service, and waits for its first answer.
 * @param settings besides those of the site */
export async function startService(site: Site, settings: Record<string, string> = {}): Promise<Running> {
  const env = { DATA_DIR: site.dataDir, PORT: String(site.port), LOG_LEVEL: 'warn', ...settings }
  const from = performance.now()
  const child = startServiceProgram({ cwd: site.folder, env })
  child.stdout?.resume()
  await firstAnswer(site.port, '/api/sign-in')
  return { child, startMs: performance.now() - from, stop: () => stopProgram(child) }
}

/** Starts the route that answers 204 and does nothing else. */
export async function startBareRoute(site: Site): Promise<{ child: ChildProcess; port: number; stop(): Promise<void> }> {
  const port = await freePort()
  const child = startProgram(['bare-route', String(port)], { cwd: site.folder })
  await firstAnswer(port, '/')
  return { child, port, stop: () => stopProgram(child) }
}
