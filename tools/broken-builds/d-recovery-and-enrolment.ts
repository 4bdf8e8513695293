import { type Breakage, feature, server } from './breakage.ts'

/** Section D: recovery codes, enrolment, administrators. */
export const recoveryAndEnrolment: Breakage[] = [
  {
    id: 'R-62',
    from: 'Grav (CVE-2026-62232)',
    mistake: 'new codes are drawn for a sign-in that still waits for its confirmation',
    changes: [
      {
        file: feature('sign-in/new-codes.ts'),
        find: "signInIn(core, visitor, 'confirmed')",
        replace: "signInIn(core, visitor, 'confirmed', 'waiting')",
      },
      { file: feature('sign-in/new-codes.ts'), find: "nextStep(facts).step === 'new-codes'", replace: "nextStep(facts).step !== 'refuse'" },
    ],
  },
  {
    id: 'R-63',
    from: 'Devolutions Server (CVE-2026-9047)',
    mistake: 'what a new set replaces stays in force',
    changes: [
      {
        file: feature('recovery-codes/make-code-set.ts'),
        find: 'await voidSets(tx, { account: q.accountId, but: q.set, now })',
        replace: '',
      },
    ],
  },
  {
    id: 'R-64',
    from: 'Vikunja (CVE-2026-123530)',
    mistake: 'a phone is added by a session alone',
    changes: [
      {
        file: feature('pairings/begin-pairing.ts'),
        find: "await requireConfirmation(core, tx, session, 'add-device', {})",
        replace: '{ weakUntil: 0 }',
      },
    ],
  },
  {
    id: 'R-65',
    from: 'vantage6 (CVE-2024-27928)',
    mistake: 'the link for a new password switches the second factor off as well',
    changes: [
      {
        file: feature('passwords/reset-password.ts'),
        find: "return done({ to: '/login' })",
        replace:
          "await tx.updateTable('account').set({ two_factor_since: null, due_at: core.clock.now() + 864e5 }).where('id', '=', account.id).execute()\n    return done({ to: '/login' })",
      },
    ],
  },
  {
    id: 'R-66',
    from: 'authentik (CVE-2023-26481)',
    mistake: 'whose link it is, is not compared with who shows it',
    changes: [
      {
        file: feature('first-start/log-in-by-link.ts'),
        find: "if (checked.account.id !== link.accountId) return refused('login_not_accepted')",
        replace: '',
      },
    ],
  },
  {
    id: 'R-68',
    from: 'wagtail-2fa (PYSEC-2020-219)',
    mistake: 'a phone is looked up by its id alone',
    changes: [
      {
        file: feature('trusted-devices/trusted-devices.store.ts'),
        find: ".set({ name: q.name })\n      .where('id', '=', q.id)\n      .where('account_id', '=', q.account)",
        replace: ".set({ name: q.name })\n      .where('id', '=', q.id)",
      },
    ],
  },
  {
    id: 'R-69',
    from: 'Keycloak (CVE-2026-94001, CVE-2026-94000)',
    mistake: 'whoever has any role of the console may do all of it',
    changes: [
      {
        file: server('http/route.ts'),
        find: 'if (access.role && !access.role.includes(session.role)) throw',
        replace: "if (access.role && session.role === 'member') throw",
      },
    ],
  },
  {
    id: 'R-71',
    from: 'Nextcloud (GHSA-j4qm-5q5x-54m5)',
    mistake: 'something that opens the door later is made without a confirmation',
    changes: [
      {
        file: feature('break-glass/make-kit.ts'),
        find: "await requireConfirmation(core, tx, session, 'make-break-glass-kit', {})",
        replace: '',
      },
    ],
  },
  {
    id: 'R-72',
    from: 'Mattermost (CVE-2025-11794)',
    mistake: 'a column that is nobody’s business is in what an administrator reads',
    changes: [{ file: feature('people/person-view.ts'), find: 'name: account.name,', replace: "name: account.password_hash ?? ''," }],
  },
  {
    id: 'R-73',
    from: 'Keystone (PYSEC-2019-29)',
    mistake: 'a list is not limited to the account that asks',
    changes: [
      {
        file: feature('sessions/sessions.store.ts'),
        find: ".selectAll()\n    .where('account_id', '=', account)\n    .where('ended_at', 'is', null)",
        replace: ".selectAll()\n    .where('ended_at', 'is', null)",
      },
    ],
  },
  {
    id: 'R-75',
    from: 'better-auth (issue 8711)',
    mistake: 'beginning anew voids what was there before the new one is proved',
    changes: [{ file: feature('recovery-codes/make-code-set.ts'), find: 'unsavedOnly: true })', replace: 'unsavedOnly: false })' }],
  },
  {
    id: 'R-76',
    from: 'better-auth (issue 7644)',
    mistake: 'how long a browser is known is left to its cookie',
    changes: [
      {
        file: feature('browsers/browsers.store.ts'),
        find: "\n    .where('known_until', '>', now)\n    .executeTakeFirst()",
        replace: '\n    .executeTakeFirst()',
      },
    ],
  },
  {
    id: 'R-76',
    from: 'better-auth (issue 7644)',
    mistake: 'how long a browser skips the confirmation is left to its cookie',
    changes: [
      { file: feature('remembered-browsers/use-remembered.ts'), find: 'if (until <= core.clock.now()) return undefined', replace: '' },
      {
        file: feature('remembered-browsers/use-remembered.ts'),
        find: ' || row.ends_at <= core.clock.now()) return undefined',
        replace: ') return undefined',
      },
      {
        file: feature('remembered-browsers/remembered-browsers.store.ts'),
        find: ".where('ended_at', 'is', null)\n      .where('ends_at', '>', q.now)",
        replace: ".where('ended_at', 'is', null)",
      },
    ],
  },
]
