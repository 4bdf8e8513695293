import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { isLoopbackHost, isMailSender, isNetwork, isPublicName, isPushHost, publicUrlProblem, pushSubjectProblem } from './address-rules.ts'
import type { Config, MailConfig } from './config.ts'
import { type ConfigFile, type Environment, givenSettings } from './given-settings.ts'
import { readGeoDatabase } from './read-geo-database.ts'
import { readSms } from './read-sms.ts'
import { Reader } from './reader.ts'

/** Every reason why this configuration cannot be used, each a sentence for the operator. */
export interface ConfigProblems {
  problems: string[]
}

/** The push services of the browsers that exist. */
const knownPushHosts = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com']

function readMail(read: Reader): MailConfig | undefined {
  const host = read.text('mailHost')
  const security = read.text('mailSecurity') ?? 'starttls'
  const port = read.number('mailPort') ?? ({ tls: 465, none: 25 } as Record<string, number>)[security] ?? 587
  const from = read.text('mailFrom', (value) => (isMailSender(value) ? undefined : 'must be an address, or Name <address>'))
  const name = read.text('mailLogin')
  const password = read.text('mailPassword')
  if (!host) {
    if (from) read.refuse('mailFrom', 'is set, but MAIL_HOST is not')
    return undefined
  }
  if (!from) read.refuse('mailHost', 'is set, but MAIL_FROM is not: say who our mails are from')
  if ((name === undefined) !== (password === undefined)) read.refuse('mailHost', 'needs both MAIL_LOGIN and MAIL_PASSWORD, or neither')
  if (security === 'none' && !isLoopbackHost(host)) {
    read.refuse('mailSecurity', 'may be none only for a mail server on this very machine: passwords and links would be readable on the way')
  }
  return {
    host,
    port,
    secure: security === 'tls',
    insecure: security === 'none',
    from: from ?? '',
    ...(name !== undefined && password !== undefined ? { login: { name, password } } : {}),
  }
}

function readHashing(read: Reader): Config['hashing'] {
  const memory = read.number('hashingMemory') ?? 19_456
  const passes = read.number('hashingPasses') ?? 2
  // OWASP's equal settings for argon2id: 19 MiB with two passes, or 46 MiB with one.
  if (passes === 1 && memory < 47_104) read.refuse('hashingPasses', 'may be 1 only with HASHING_MEMORY of 47104 or more')
  return { memory, passes, atOnce: read.number('hashingAtOnce') ?? availableParallelism(), queue: read.number('hashingQueue') ?? 200 }
}

const databaseProblem = (value: string): string | undefined =>
  /^(postgres(ql)?:\/\/.+|sqlite:.+)$/.test(value) ? undefined : 'must begin with postgres:// or sqlite:'

/** Reads and checks the whole configuration.
 * @param readFile for secrets that lie in files of their own */
export function readConfig(
  env: Environment,
  file?: ConfigFile,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config | ConfigProblems {
  const problems: string[] = []
  const read = new Reader(givenSettings(env, file, problems, readFile), problems)
  const port = read.number('port') ?? 8080
  const url = new URL(read.text('publicUrl', publicUrlProblem) ?? `http://localhost:${port}`)
  const localhost = url.protocol === 'http:'
  const dataDir = resolve(read.text('dataDir') ?? 'data')
  const support = read.text('support', (value) => (value.length > 200 ? 'must be at most 200 characters' : undefined))
  const mail = readMail(read)
  const sms = readSms(read)
  const breachedPasswordsFile = read.text('breachedPasswordsFile')
  const auditForwardFile = read.text('auditForwardFile')
  const ownSubject = url.protocol === 'https:' && isPublicName(url.hostname) ? url.origin : ''
  const config: Config = {
    publicUrl: url.origin,
    origin: url.origin,
    localhost,
    host: read.text('host') ?? (isLoopbackHost(url.hostname) ? '127.0.0.1' : '0.0.0.0'),
    port,
    databaseUrl: read.text('databaseUrl', databaseProblem) ?? `sqlite:${join(dataDir, 'sparekey.db')}`,
    dataDir,
    siteName: read.text('siteName', (value) => (value.length > 60 ? 'must be at most 60 characters' : undefined)) ?? 'Sparekey',
    ...(support ? { support } : {}),
    ...(mail ? { mail } : {}),
    ...(sms ? { sms } : {}),
    push: {
      subject: read.text('pushSubject', pushSubjectProblem) ?? ownSubject,
      hosts: read.list('pushHosts', isPushHost, 'a public host name or *.suffix') ?? knownPushHosts,
      allowLoopback: false,
    },
    trustedProxies: read.list('trustedProxies', isNetwork, 'an address or a range such as 10.0.0.0/8') ?? [],
    logLevel: read.text('logLevel') ?? 'info',
    hashing: readHashing(read),
    ...(breachedPasswordsFile ? { breachedPasswordsFile: resolve(breachedPasswordsFile) } : {}),
    geoDatabase: readGeoDatabase(read),
    auditSealsFile: resolve(read.text('auditSealsFile') ?? join(dataDir, 'audit-seals.log')),
    ...(auditForwardFile ? { auditForwardFile: resolve(auditForwardFile) } : {}),
    auditKeepDays: read.number('auditKeepDays') ?? 730,
  }
  return problems.length > 0 ? { problems } : config
}

/** The keys, where they come from the environment and not from the key file. */
export function givenKeys(
  env: Environment,
  file?: ConfigFile,
  readFile = (path: string) => readFileSync(path, 'utf8'),
): string | undefined {
  return givenSettings(env, file, [], readFile).keys?.value
}

/** What works less well than it could with this configuration, each a sentence that says what to do. */
export function configHints(config: Config): string[] {
  const hints: string[] = []
  if (!config.mail) hints.push('No mail server is set: links are shown to copy, and nobody is told by mail. Set MAIL_HOST and MAIL_FROM.')
  if (!config.push.subject) hints.push('Push is off: set PUSH_SUBJECT to a mailto: or https: address that push services can write to.')
  if (!config.support) hints.push('Nobody is named to call when no way in works. Set SUPPORT.')
  if (config.localhost) hints.push('No phone can reach localhost. Set PUBLIC_URL to an https:// address to pair real phones.')
  return hints
}
