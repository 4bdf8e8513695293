import { type Breakage, feature, server } from './breakage.ts'

const gate = feature('sessions/session-gate.ts')

/** Section F: sessions, and what is bound to whom. */
export const sessions: Breakage[] = [
  {
    id: 'R-86',
    from: 'Pocket ID (CVE-2026-43983), Zitadel (CVE-2023-22492), Gitea (CVE-2026-55987)',
    mistake: 'disabling an account leaves its sessions alone, and they do not ask',
    changes: [
      {
        file: feature('sessions/end-sessions.ts'),
        find: 'await markAllEnded(tx, { account, reason: act, now: core.clock.now(), spared: spared.session })',
        replace:
          "if (act !== 'account-disabled') await markAllEnded(tx, { account, reason: act, now: core.clock.now(), spared: spared.session })",
      },
      { file: gate, find: " || session.account_state !== 'active'", replace: '' },
    ],
  },
  {
    id: 'R-86',
    from: 'Pocket ID (CVE-2026-43983), Zitadel (CVE-2023-22492), Gitea (CVE-2026-55987)',
    mistake: 'what skips the confirmation outlives that its account was disabled',
    changes: [
      {
        file: feature('remembered-browsers/forget-remembered.ts'),
        find: 'await markAllEnded(tx, { account, reason: act, now: core.clock.now() })',
        replace: "if (act !== 'account-disabled') await markAllEnded(tx, { account, reason: act, now: core.clock.now() })",
      },
      {
        file: feature('remembered-browsers/use-remembered.ts'),
        find: 'return row.device_id === null || (await isTrusted(core, db, row.device_id)) ? until : undefined',
        replace: 'return until',
      },
    ],
  },
  {
    id: 'R-89',
    from: 'Pocket ID (CVE-2026-28512)',
    mistake: 'an address to go to is taken for ours because of how it begins',
    changes: [
      { file: feature('sign-in/start-sign-in.ts'), find: 'if (!to || !', replace: "if (to?.startsWith('/')) return to\n  if (!to || !" },
    ],
  },
  {
    id: 'R-92',
    from: 'better-auth (GHSA-2vg6-77g8-24mp), Gitea (CVE-2026-56750)',
    mistake: 'deleting an account ends nothing of it, and its sessions ask for disabled accounts only',
    changes: [
      {
        file: feature('people/disable-account.ts'),
        find: "await core.ends(tx, person.id, 'account-disabled', {})\n    await endQueued",
        replace: 'await endQueued',
      },
      { file: gate, find: " || session.account_state !== 'active'", replace: " || session.account_state === 'disabled'" },
    ],
  },
  {
    id: 'R-92',
    from: 'better-auth (GHSA-2vg6-77g8-24mp), Gitea (CVE-2026-56750)',
    mistake: 'a copied cookie is refused, and what its thief holds goes on',
    changes: [
      {
        file: feature('remembered-browsers/use-remembered.ts'),
        find: "if (as === 'copied') await endCopied(core, tx, signIn, row)",
        replace: '',
      },
    ],
  },
  {
    id: 'R-93',
    from: 'better-auth (CVE-2026-110864, CVE-2026-45337)',
    mistake: 'a pairing can be confirmed by whoever knows its id',
    changes: [
      {
        file: feature('pairings/pairings.store.ts'),
        find: ".where('id', '=', q.id)\n    .where('session_id', '=', q.session)\n    .where('account_id', '=', q.account)",
        replace: ".where('id', '=', q.id)",
      },
    ],
  },
  {
    id: 'R-94',
    from: 'convex better-auth (GHSA-j8qq-g9pm-v3c2)',
    mistake: 'origins are compared by how they begin',
    changes: [
      {
        file: server('http/same-origin.ts'),
        find: 'from !== undefined && from !== origin',
        replace: 'from !== undefined && !from.startsWith(origin)',
      },
    ],
  },
  {
    id: 'R-95',
    from: 'Okta (AD/LDAP delegated authentication, 2024)',
    mistake: 'what comes after 72 characters is cut off before the hash',
    changes: [
      { file: feature('passwords/password-text.ts'), find: "typed.normalize('NFC')", replace: "typed.normalize('NFC').slice(0, 72)" },
    ],
  },
  {
    id: 'R-96',
    from: 'oauth2-proxy (CVE-2026-34454)',
    mistake: 'leaving takes the cookie away and leaves the session',
    changes: [
      {
        file: feature('sessions/sessions.routes.ts'),
        find: "await inTransaction(core.db, (tx) => endSession(core, tx, { account: session.accountId, session: session.id, reason: 'logged-out' }))",
        replace: '',
      },
    ],
  },
  {
    id: 'R-97',
    from: 'Authlib (CVE-2026-28498), oidcc_plug (CVE-2026-66883, CVE-2026-66884)',
    mistake: 'a check that cannot be made is taken for passed',
    changes: [
      {
        file: feature('passwords/hash-password.ts'),
        find: 'verify(text.slice(cut), passwordText(password), { secret })',
        replace: 'verify(text.slice(cut), passwordText(password), { secret }).catch(() => true)',
      },
    ],
  },
  {
    id: 'R-98',
    from: 'ory/fosite (CVE-2020-15223)',
    mistake: 'an error while ending something is answered as success',
    changes: [
      {
        file: feature('sessions/sessions.routes.ts'),
        find: "session: session.id, reason: 'logged-out' }))",
        replace: "session: session.id, reason: 'logged-out' })).catch(() => undefined)",
      },
    ],
  },
]
