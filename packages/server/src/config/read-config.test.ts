import { describe, expect, it } from 'vitest'
import type { Config } from './config.ts'
import { configHints, readConfig } from './read-config.ts'

const good = (env: Record<string, string>, file?: object): Config => {
  const result = readConfig(env, file ? { name: 'sparekey.json', text: JSON.stringify(file) } : undefined)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result
}
const problems = (env: Record<string, string>, file?: string): string[] => {
  const result = readConfig(env, file === undefined ? undefined : { name: 'sparekey.json', text: file })
  return 'problems' in result ? result.problems : []
}

describe('without any configuration', () => {
  it('OP-1 it listens on loopback only, on an embedded database in ./data', () => {
    const config = good({})
    expect(config).toMatchObject({ publicUrl: 'http://localhost:8080', host: '127.0.0.1', port: 8080, localhost: true })
    expect(config.databaseUrl).toMatch(/^sqlite:.*data.sparekey\.db$/)
    expect(config.mail).toBeUndefined()
    expect(config.trustedProxies).toEqual([])
  })

  it('OP-7 it says what does not work', () => {
    expect(configHints(good({})).join('\n')).toMatch(/MAIL_HOST[\s\S]*PUSH_SUBJECT[\s\S]*SUPPORT[\s\S]*PUBLIC_URL/)
  })
})

describe('PUBLIC_URL', () => {
  it('OP-1 opens it to the network', () => {
    expect(good({ PUBLIC_URL: 'https://login.example.org' })).toMatchObject({
      host: '0.0.0.0',
      localhost: false,
      origin: 'https://login.example.org',
    })
    expect(good({ PUBLIC_URL: 'https://login.example.org/', HOST: '127.0.0.1' })).toMatchObject({
      host: '127.0.0.1',
      publicUrl: 'https://login.example.org',
    })
  })

  it.each([
    ['login.example.org', /must be an address/],
    ['http://login.example.org', /https/],
    ['ftp://login.example.org', /https/],
    ['https://login.example.org/sso', /path/],
    ['https://login.example.org/?a=b', /path/],
    ['https://a:b@login.example.org', /login/],
  ])('refuses %s', (url, reason) => {
    expect(problems({ PUBLIC_URL: url })).toEqual([expect.stringMatching(reason)])
  })
})

describe('OP-3 all problems are reported at once', () => {
  it('from the file and the environment together, named as they were written', () => {
    const found = problems(
      { PORT: '0', PUBLIC_URL: 'nothing', LOG_LEVEL: 'loud', HASHING_MEMORY: '8', TRUSTED_PROXIES: '10.0.0.0/8,everyone' },
      '{"siteNam":"x","mailHost":"smtp.example.org","mailPort":"many"}',
    )
    expect(found).toEqual([
      'siteNam in sparekey.json is not a setting; did you mean siteName?',
      'PORT must be a whole number from 1 to 65535',
      'PUBLIC_URL must be an address such as https://login.example.org',
      'mailPort in sparekey.json must be a whole number from 1 to 65535',
      'mailHost in sparekey.json is set, but MAIL_FROM is not: say who our mails are from',
      'TRUSTED_PROXIES holds everyone, which is not an address or a range such as 10.0.0.0/8',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
      'HASHING_MEMORY must be a whole number from 19456 to 1048576',
    ])
  })

  it('an unknown or misspelt name is one, with a hint', () => {
    expect(problems({ SPAREKEY_DATA: 'x' })).toEqual(['SPAREKEY_DATA is not a setting'])
    expect(problems({ PUBLIC_ULR: 'https://login.example.org' })).toEqual(['PUBLIC_ULR is not a setting; did you mean PUBLIC_URL?'])
  })

  it('what others put into the environment is none', () => {
    expect(
      problems({ HOME: '/home/a', MAIL: '/var/mail/a', HOSTS: 'x', PATH: '/bin', HOSTNAME: 'a', npm_config_loglevel: 'error' }),
    ).toEqual([])
  })

  it.each(['{', '[]', 'null', '{"port":{}}', '{"port":true}'])('a file that holds %s is one', (text) => {
    expect(problems({}, text)).toHaveLength(1)
  })
})

describe('file and environment', () => {
  it('the environment wins, and an empty variable counts as not set', () => {
    expect(good({ SITE_NAME: 'From outside' }, { siteName: 'From the file' }).siteName).toBe('From outside')
    expect(good({ SITE_NAME: '' }, { siteName: 'From the file' }).siteName).toBe('From the file')
  })

  it('lists and numbers can be written as such in the file', () => {
    expect(good({}, { port: 9000, trustedProxies: ['127.0.0.1', '::1/128'] })).toMatchObject({
      port: 9000,
      trustedProxies: ['127.0.0.1', '::1/128'],
    })
  })
})

describe('secrets', () => {
  const mail = { MAIL_HOST: 'smtp.example.org', MAIL_FROM: 'login@example.org', MAIL_LOGIN: 'sparekey' }
  const read = (path: string): string => {
    if (path === '/run/secrets/mail') return 'geheim\n'
    throw new Error('no such file')
  }

  it('come from files of their own', () => {
    const config = readConfig({ ...mail, MAIL_PASSWORD_FILE: '/run/secrets/mail' }, undefined, read)
    expect(config).toMatchObject({ mail: { login: { name: 'sparekey', password: 'geheim' }, secure: false, insecure: false, port: 587 } })
  })

  it('never stand in a problem', () => {
    const config = readConfig({ DATABASE_URL: 'mysql://a:geheim@db/x', MAIL_PASSWORD: 'geheim', SPAREKEY_KEYS: 'geheim' })
    expect(JSON.stringify(config)).toMatch(/problems/)
    expect(JSON.stringify(config)).not.toMatch(/geheim/)
  })

  it('given twice, or in a file that is not there, are a problem', () => {
    const twice = readConfig({ ...mail, MAIL_PASSWORD: 'a', MAIL_PASSWORD_FILE: '/run/secrets/mail' }, undefined, read)
    expect(twice).toEqual({ problems: ['MAIL_PASSWORD and MAIL_PASSWORD_FILE are both set; set one'] })
    const gone = readConfig({ ...mail, MAIL_PASSWORD_FILE: '/run/secrets/other' }, undefined, read)
    expect(gone).toMatchObject({ problems: [expect.stringMatching(/cannot be read/), expect.stringMatching(/both MAIL_LOGIN/)] })
  })
})

describe('mail', () => {
  it('is never sent in plain text to another machine', () => {
    expect(problems({ MAIL_HOST: 'smtp.example.org', MAIL_FROM: 'a@example.org', MAIL_SECURITY: 'none' })).toEqual([
      expect.stringMatching(/readable on the way/),
    ])
    expect(good({ MAIL_HOST: '127.0.0.1', MAIL_FROM: 'Login <a@example.org>', MAIL_SECURITY: 'none' }).mail).toMatchObject({
      insecure: true,
      port: 25,
    })
  })

  it.each(['login', 'a@b\r\nBcc: c@d', 'a@b, c@d', 'Name <a@b'])('has one sender: %j is refused', (from) => {
    expect(problems({ MAIL_HOST: '127.0.0.1', MAIL_FROM: from })).not.toEqual([])
  })
})

describe('push', () => {
  it('has the site as its subject where that is a public name, and is off elsewhere', () => {
    expect(good({ PUBLIC_URL: 'https://login.example.org' }).push.subject).toBe('https://login.example.org')
    expect(good({ PUBLIC_URL: 'https://login.corp' }).push.subject).toBe('')
    expect(good({}).push.subject).toBe('')
  })

  it.each([
    'mailto:a@localhost',
    'mailto:a@mail.local',
    'https://login.invalid',
    'https://10.0.0.1',
    'https://[::1]',
    'admin@example.org',
    'mailto:',
  ])('refuses a subject that Apple refuses: %s', (subject) => {
    expect(problems({ PUSH_SUBJECT: subject })).toHaveLength(1)
  })

  it.each(['localhost', '*.com', '127.0.0.1', 'push.example.com:80', 'https://push.example.com', '*.*.example.com', 'a b'])(
    'never sends to %s',
    (host) => {
      expect(problems({ PUSH_HOSTS: host })).toHaveLength(1)
    },
  )

  it('can only be played on loopback by tests', () => {
    expect(good({ PUSH_HOSTS: 'push.example.com' }).push.allowLoopback).toBe(false)
  })
})

describe('password hashing', () => {
  it('cannot be made weaker than shipped', () => {
    expect(good({}).hashing).toMatchObject({ memory: 19_456, passes: 2 })
    expect(problems({ HASHING_MEMORY: '19455' })).toHaveLength(1)
    expect(problems({ HASHING_PASSES: '0' })).toHaveLength(1)
    expect(problems({ HASHING_PASSES: '1' })).toHaveLength(1)
    expect(good({ HASHING_PASSES: '1', HASHING_MEMORY: '47104' }).hashing.passes).toBe(1)
  })
})
