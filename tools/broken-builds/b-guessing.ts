import { type Breakage, feature, server } from './breakage.ts'

const answerSignIn = feature('sign-in/answer-sign-in.ts')
const reserve = 'const reserved = await reserveTyped(core, {'
const lane = 'lane: signIn.lane, method: q.method })'

/** Section B: what can be guessed without end. */
export const guessing: Breakage[] = [
  {
    id: 'R-28',
    from: 'Zitadel (CVE-2024-32868)',
    mistake: 'answers are counted for some methods and not for another',
    changes: [
      {
        file: answerSignIn,
        find: reserve,
        replace:
          "const reserved = q.method === 'verification-code' ? ({ ok: true, attempt: '', last: false } as const) : await reserveTyped(core, {",
      },
    ],
  },
  {
    id: 'R-29',
    from: 'Zitadel (CVE-2025-64102)',
    mistake: 'a known browser shares the count that strangers can use up',
    changes: [
      {
        file: feature('attempts/reserve-password.ts'),
        find: '`, knownBrowser]]',
        replace: '`.replace(/ browser .*/, " others"), accountFromOthers]]',
      },
    ],
  },
  {
    id: 'R-30',
    from: 'Keycloak (CVE-2018-14657)',
    mistake: 'a right password begins the count of the second step anew',
    changes: [
      {
        file: feature('attempts/reserve-password.ts'),
        find: 'for (const [key] of ownKeys(q)) await uncountRate(core.db, key)',
        replace:
          "for (const [key] of ownKeys(q)) await uncountRate(core.db, key)\n  await core.db.updateTable('attempt_counter').set({ in_row: 0, next_at: 0 }).execute()",
      },
    ],
  },
  {
    id: 'R-31',
    from: 'Keycloak (CVE-2026-9798)',
    mistake: 'another purpose of the same answer does not ask whether answers are off',
    changes: [
      {
        file: answerSignIn,
        find: reserve,
        replace:
          "const reserved = signIn.purpose === 'act' ? ({ ok: true, attempt: '', last: false } as const) : await reserveTyped(core, {",
      },
    ],
  },
  {
    id: 'R-32',
    from: 'PLANKA (CVE-2026-105835)',
    mistake: 'no answer of a sign-in is ever one too many',
    changes: [
      {
        file: feature('attempts/waits.ts'),
        find: 'export const typedWaits: WaitRule = { free: 5,',
        replace: 'export const typedWaits: WaitRule = { free: 1_000_000,',
      },
    ],
  },
  {
    id: 'R-34',
    from: 'Punk TOTP (CVE-2026-78655)',
    mistake: 'whose count it is depends on a cookie',
    changes: [
      { file: answerSignIn, find: lane, replace: "lane: (q.visitor.cookies['__Host-browser'] ?? '') as 'other', method: q.method })" },
    ],
  },
  {
    id: 'R-36',
    from: 'Login with OTP (CVE-2026-8760)',
    mistake: 'the tries of a code are looked at where it is sent, not where it is checked',
    changes: [
      { file: feature('sms-codes/try-code.ts'), find: 'tries: smsCodeTries, now })', replace: 'tries: 1_000_000, now })' },
      {
        file: feature('sms-codes/send-code.ts'),
        find: 'if (same && same.tries >= smsCodeTries) return',
        replace: 'if (same && same.tries >= 1_000_000) return',
      },
    ],
  },
  {
    id: 'R-38',
    from: 'Vault (CVE-2025-6004), OpenBao (CVE-2025-54998)',
    mistake: 'the count belongs to the login as it was typed',
    changes: [
      {
        file: feature('sign-in/begin-sign-in.ts'),
        find: 'const subject = account?.id ?? nobody',
        replace: 'const subject = login',
      },
    ],
  },
  {
    id: 'R-39',
    from: 'Nextcloud (CVE-2023-35172)',
    mistake: 'the code for a new password can be tried for as long as it lives',
    changes: [
      { file: feature('access-codes/access-code.ts'), find: 'export const codeTries = 5', replace: 'export const codeTries = 1_000_000' },
    ],
  },
  {
    id: 'R-41',
    from: 'Nextcloud (CVE-2023-49792), Telekom (CVE-2025-69615)',
    mistake: 'X-Forwarded-For is believed whoever sends it',
    changes: [
      {
        file: server('http/server.ts'),
        find: 'trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,',
        replace: 'trustProxy: true,',
      },
    ],
  },
  {
    id: 'R-42',
    from: 'WSO2 Identity Server (CVE-2024-8122)',
    mistake: 'a sent code is looked up and used without asking when it ends',
    changes: [
      { file: feature('sms-codes/sms-codes.store.ts'), find: ".where('sms_code.expires_at', '>', q.now)", replace: '' },
      {
        file: feature('sms-codes/sms-codes.store.ts'),
        find: ".where('expires_at', '>', q.now)\n      .where('tries', '<', q.tries)",
        replace: ".where('tries', '<', q.tries)",
      },
      {
        file: feature('sms-codes/sms-codes.store.ts'),
        find: ".where('purpose', '=', q.purpose)\n    .where('spent_at', 'is', null)\n    .where('expires_at', '>', q.now)",
        replace: ".where('purpose', '=', q.purpose)\n    .where('spent_at', 'is', null)",
      },
    ],
  },
  {
    id: 'R-43',
    from: 'Microsoft ("AuthQuake", 2024)',
    mistake: 'each sign-in has a count of its own',
    changes: [{ file: answerSignIn, find: lane, replace: "lane: signIn.id as 'other', method: q.method })" }],
  },
  {
    id: 'R-44',
    from: 'Vikunja (CVE-2026-123521)',
    mistake: 'the password that is asked for again inside a session is not counted',
    changes: [
      {
        file: feature('sign-in/begin-sign-in.ts'),
        find: 'const reserved = await reservePassword(core, attempt)',
        replace: "const reserved = q.visitor.cookies['__Host-session'] ? ({ ok: true } as const) : await reservePassword(core, attempt)",
      },
    ],
  },
  {
    id: 'R-45',
    from: 'better-auth (pull requests 10210, 10240)',
    mistake: 'each method has a count of its own',
    changes: [{ file: answerSignIn, find: lane, replace: "lane: (signIn.lane + q.method) as 'other', method: q.method })" }],
  },
  {
    id: 'R-46',
    from: 'Zitadel (CVE-2026-23511), Gitea (CVE-2025-69413), Traefik (CVE-2026-32595, CVE-2026-41263)',
    mistake: 'an unknown login is answered in words of its own',
    changes: [
      {
        file: feature('sign-in/begin-sign-in.ts'),
        find: 'const attempt = await passwordTry(core, q.visitor, q.login, account)\n  const reserved',
        replace:
          "if (!account) return refused('not_found')\n  const attempt = await passwordTry(core, q.visitor, q.login, account)\n  const reserved",
      },
    ],
  },
]
