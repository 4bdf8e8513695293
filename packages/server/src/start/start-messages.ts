import { basename } from 'node:path'
import type { Config } from '../config/config.ts'
import { configHints, keysAreOpen } from '../config/index.ts'
import type { Core } from '../core.ts'
import { addressChange } from '../features/installation/index.ts'
import { devicesElsewhere } from '../features/trusted-devices/index.ts'

/** More devices than this are counted, not named. */
const mostNamed = 20

const databaseOf = (config: Config): string =>
  config.databaseUrl.startsWith('sqlite:')
    ? config.databaseUrl.slice('sqlite:'.length)
    : `PostgreSQL at ${new URL(config.databaseUrl).host}`

/** Which phones stop working because the site has another address now (OP-9). */
async function lostDevices(core: Core): Promise<string[]> {
  const change = await addressChange(core)
  const lost = await devicesElsewhere(core)
  if (lost.length === 0) return []
  const from = change ? ` (it was ${change.from})` : ''
  const named = lost.slice(0, mostNamed).map((device) => `    ${device.login}: ${device.name}, paired at ${device.origin}`)
  const more = lost.length > mostNamed ? [`    and ${lost.length - mostNamed} more`] : []
  return [
    '',
    `  The address is ${core.config.publicUrl} now${from}. These devices were paired elsewhere and confirm nothing here:`,
    ...named,
    ...more,
    '  Their owners pair anew; `npm run sparekey -- setup --link LOGIN` leads an administrator back in.',
  ]
}

/** What the operator reads once the service listens.
 * @param firstLink the one-time link for the first administrator, while there is none */
export async function startMessages(core: Core, firstLink: string | undefined): Promise<string> {
  const { config } = core
  const lines = ['', `  Sparekey listens at ${config.publicUrl}`, `  Data: ${config.dataDir}   Database: ${databaseOf(config)}`]
  if (keysAreOpen(config.dataDir)) lines.push('  Others on this machine can read the key file: chmod 600 it.')
  if (config.localhost) lines.push('  On plain http cookies go without their __Host- prefix: for trying out on this machine only.')
  lines.push(...configHints(config).map((hint) => `  ${hint}`), ...(await lostDevices(core)))
  if (firstLink) lines.push('', '  Nobody is an administrator yet. Open this once, within 15 minutes:', '', `    ${firstLink}`)
  return [...lines, ''].join('\n')
}

/** All problems of the configuration, as the start prints them. */
export const problemText = (problems: readonly string[], program: string = basename(process.argv[1] ?? 'sparekey')): string =>
  [
    `${program}: the configuration cannot be used.`,
    ...problems.map((problem) => `  - ${problem}`),
    'See docs/operations/configuration.md.',
  ].join('\n')
