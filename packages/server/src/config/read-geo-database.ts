import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Reader } from './reader.ts'

/** What begins the last part of a database in MaxMind's format, within its last 128 KiB. */
const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
const markerWithin = 128 * 1024

/** The end of a file. @throws where it cannot be read */
function endOf(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const end = Buffer.alloc(Math.min(size, markerWithin))
    return end.subarray(0, readSync(file, end, 0, end.length, size - end.length))
  } finally {
    closeSync(file)
  }
}

function problem(value: string): string | undefined {
  if (value === 'off') return undefined
  try {
    return endOf(value).includes(marker) ? undefined : "names a file that is no database in MaxMind's format (.mmdb)"
  } catch {
    return `names a file that cannot be read: ${value}`
  }
}

/** Which database of places is used: a full path, or `off`, as shipped. Only its end is read here: the start waits for nothing more. */
export function readGeoDatabase(read: Reader): string {
  const given = read.text('geoDatabaseFile', problem)
  return given === undefined || given === 'off' ? 'off' : resolve(given)
}
