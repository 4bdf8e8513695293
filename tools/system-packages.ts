import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { postgresPrograms } from './postgres.ts'

// The programs that the tests need and npm does not bring. On Debian as root what is missing is installed; elsewhere this
// says exactly what to install and fails. No test is ever left out because a program is not there.

interface Needed {
  what: string
  /** The package in Debian, and what others call it. */
  debian: string
  homebrew: string
  why: string
  isThere(): boolean
}

const onPath = (program: string): boolean => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

const needed: Needed[] = [
  {
    what: 'Chromium',
    debian: 'chromium',
    homebrew: '--cask chromium',
    why: 'the computer and the phone of the page tests',
    isThere: () => Boolean(process.env.CHROMIUM) || onPath('chromium') || onPath('chromium-browser'),
  },
  {
    what: 'PostgreSQL',
    debian: 'postgresql',
    homebrew: 'postgresql',
    why: 'the second engine, in a temporary folder',
    isThere: () => postgresPrograms() !== undefined,
  },
  { what: 'ffmpeg', debian: 'ffmpeg', homebrew: 'ffmpeg', why: 'what the camera of the phone sees', isThere: () => onPath('ffmpeg') },
  {
    what: 'oathtool',
    debian: 'oathtool',
    homebrew: 'oath-toolkit',
    why: 'a second opinion on codes (RFC 6238)',
    isThere: () => onPath('oathtool'),
  },
]

const missing = needed.filter((one) => !one.isThere())
if (missing.length === 0) process.exit(0)

const names = missing.map((one) => one.debian)
const onDebian = existsSync('/etc/debian_version') && onPath('apt-get')
if (!onDebian || process.getuid?.() !== 0) {
  console.error('The tests need programs that are not on this machine:')
  for (const one of missing) console.error(`  ${one.what}: ${one.why}`)
  console.error(`\nDebian and Ubuntu:  sudo apt-get install ${names.join(' ')}`)
  console.error(`macOS (Homebrew):   ${missing.map((one) => `brew install ${one.homebrew}`).join(' && ')}`)
  if (names.includes('chromium')) console.error('A Chromium or Chrome elsewhere: set CHROMIUM to the path of its program.')
  process.exit(1)
}

/** @returns whether the command went well */
function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0
}

console.log(`Installing what the tests need: ${names.join(', ')}`)
// The lists of a fresh image are empty, those of an old one stale; a mirror that is away for one list may still serve the packages.
if (!aptGet('-q', 'update')) console.error('The package lists could not be renewed; trying with those that are there.')
if (!aptGet('-q', 'install', '-y', '--no-install-recommends', ...names, ...(names.includes('chromium') ? ['fonts-liberation'] : []))) {
  console.error(`apt-get could not install ${names.join(', ')}. Install them by hand, then run this again.`)
  process.exit(1)
}
const still = needed.filter((one) => !one.isThere())
if (still.length > 0) {
  console.error(`Installed, and still not found: ${still.map((one) => one.what).join(', ')}`)
  process.exit(1)
}
