import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Core } from '../../core.ts'
import { type NotedSeal, noteText, readNote } from './seal.ts'

// The seals are also kept where a writer of the database does not reach: in a file beside the keys (AU-3). It is only ever
// appended to, and may be shipped elsewhere by whatever ships logs.

/** Longer lines are none of ours. */
const longestLine = 1000
/** The last line lies within so many bytes from the end. */
const tail = 64 * 1024

const isMissing = (error: unknown): boolean => (error as { code?: unknown }).code === 'ENOENT'

async function openToAppend(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a+', 0o600)
  } catch (error) {
    if (!isMissing(error)) throw error
    // With PostgreSQL and keys from the environment nothing else has made the data folder yet.
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    return await open(file, 'a+', 0o600)
  }
}

/** Appends a seal and waits until it is on the disk. A line that a crash cut off is closed first. */
export async function noteSeal(core: Pick<Core, 'secrets'>, file: string, noted: NotedSeal): Promise<void> {
  const handle = await openToAppend(file)
  try {
    const { size } = await handle.stat()
    const last = size === 0 ? '\n' : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString()
    await handle.appendFile(`${last === '\n' ? '' : '\n'}${noteText(core.secrets, noted)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The newest seal near the end of the file that this installation wrote. */
export async function lastNoted(core: Pick<Core, 'secrets'>, file: string): Promise<NotedSeal | undefined> {
  const handle = await openIfThere(file)
  if (!handle) return undefined
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - tail)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, tail)), 0, Math.min(size, tail), from)
    const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n')
    return newest(lines.map((line) => readNote(core.secrets, line)))
  } finally {
    await handle.close()
  }
}

const newest = (seals: (NotedSeal | undefined)[]): NotedSeal | undefined =>
  seals.reduce((best, seal) => (seal && (!best || seal.seq >= best.seq) ? seal : best), undefined)

/** How long the file is now; what is appended later is not part of a check. Undefined if there is none. */
export async function lengthOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The lines of the file up to a length, each as the seal that it is, or undefined where it is none of ours. */
export async function* readNoted(core: Pick<Core, 'secrets'>, file: string, length: number): AsyncGenerator<NotedSeal | undefined> {
  if (length === 0) return
  const handle = await openIfThere(file)
  if (!handle) return
  try {
    let rest = ''
    for await (const chunk of handle.createReadStream({ end: length - 1, autoClose: false, encoding: 'latin1' })) {
      const lines = (rest + chunk).split('\n')
      rest = (lines.pop() ?? '').slice(0, longestLine)
      for (const line of lines) if (line !== '') yield readNote(core.secrets, line)
    }
    if (rest !== '') yield readNote(core.secrets, rest)
  } finally {
    await handle.close()
  }
}
