import { type Breakage, feature, server } from './breakage.ts'

const facts = feature('sign-in/facts.ts')
const nextStep = feature('sign-in/next-step.ts')
const twoFactor = 'twoFactor: account.two_factor_since !== null,'

/** Section A: the second factor is not asked for on some path. */
export const secondFactor: Breakage[] = [
  {
    id: 'R-01',
    from: 'Gitea (CVE-2026-73535)',
    mistake: 'whether a sign-in was confirmed is only asked where somebody waits for an administrator',
    changes: [
      { file: nextStep, find: 'if (!facts.confirmed) return', replace: "if (!facts.confirmed && facts.recovery !== 'none') return" },
    ],
  },
  {
    id: 'R-02',
    from: 'Gitea (CVE-2026-73278)',
    mistake: 'the confirmation is asked for only if one certain method is there',
    changes: [
      {
        file: facts,
        find: twoFactor,
        replace: 'twoFactor: account.two_factor_since !== null && (await parts.codes.left(db, account.id)) > 0,',
      },
    ],
  },
  {
    id: 'R-03',
    from: 'Vikunja (CVE-2026-34727)',
    mistake: 'another way into a sign-in is not asked',
    changes: [{ file: nextStep, find: "if (facts.startedAs === 'set-up-link')", replace: "if (facts.startedAs !== 'password')" }],
  },
  {
    id: 'R-04',
    from: 'Vikunja (CVE-2026-33315)',
    mistake: 'a request with an Authorization header passes the gate of sessions',
    changes: [
      {
        file: server('http/route.ts'),
        find: "if (!session) throw new AppError(401, 'sign_in_needed')",
        replace:
          "if (!session && !request.headers.authorization) throw new AppError(401, 'sign_in_needed')\n  if (!session) return { session: { access: 'full', role: 'admin' } as never }",
      },
    ],
  },
  {
    id: 'R-05',
    from: 'Zitadel (CVE-2025-64103)',
    mistake: 'two factors are asked for only where a rule demands them, not where somebody set them up',
    changes: [{ file: nextStep, find: 'if (!facts.twoFactor) return', replace: 'if (!facts.twoFactor || !facts.deadlinePassed) return' }],
  },
  {
    id: 'R-05',
    from: 'Zitadel (CVE-2025-64103)',
    mistake: 'the rules of the company decide alone, and where they ask for nothing nothing is asked',
    changes: [{ file: facts, find: twoFactor, replace: 'twoFactor: account.two_factor_since !== null && rules.required,' }],
  },
  {
    id: 'R-06',
    from: 'Ory Kratos (CVE-2024-45042)',
    mistake: 'what is needed is computed from the methods that are usable just now',
    changes: [
      {
        file: facts,
        find: twoFactor,
        replace:
          'twoFactor: account.two_factor_since !== null && (await Promise.all(parts.methods.map((one) => one.offer(core, db, { account: account.id, now: core.clock.now() })))).some((one) => one !== undefined),',
      },
    ],
  },
  {
    id: 'R-07',
    from: 'Really Simple Security (CVE-2026-8293)',
    mistake: 'a helper of a later step does not ask at which step the sign-in stands',
    changes: [
      {
        file: feature('sign-in/change-marked-password.ts'),
        find: "if (nextStep(facts).step !== 'change-password') return",
        replace: "if (nextStep(facts).step === 'refuse') return",
      },
    ],
  },
  {
    id: 'R-08',
    from: 'Keycloak (CVE-2026-94218)',
    mistake: 'a sign-in begun anew with another address to go to forgets that a set-up is due',
    changes: [
      {
        file: facts,
        find: 'deadlinePassed: deadline !== undefined && deadline <= now,',
        replace: "deadlinePassed: deadline !== undefined && deadline <= now && signIn.return_to === '/account',",
      },
    ],
  },
  {
    id: 'R-10',
    from: 'Nextcloud (CVE-2024-37313, CVE-2018-3775)',
    mistake: 'the gate takes the cookie of half a sign-in for a session',
    changes: [
      {
        file: server('http/route.ts'),
        find: "if (!session) throw new AppError(401, 'sign_in_needed')",
        replace:
          "if (!session && !visitor.cookies['__Host-sign-in']) throw new AppError(401, 'sign_in_needed')\n  if (!session) return { session: { access: 'full', role: 'admin' } as never }",
      },
    ],
  },
  {
    id: 'R-11',
    from: 'Capgo (CVE-2026-56256)',
    mistake: 'only the pages look at how strong a session is',
    changes: [
      {
        file: server('http/route.ts'),
        find: "if (!access.session.includes(session.access)) throw new AppError(403, 'access_too_low')",
        replace: '',
      },
    ],
  },
  {
    id: 'R-12',
    from: 'Nextcloud (CVE-2018-16465)',
    mistake: 'a method that cannot be asked counts as none',
    changes: [
      {
        file: facts,
        find: twoFactor,
        replace:
          'twoFactor: account.two_factor_since !== null && (await Promise.all(parts.methods.map((one) => one.offer(core, db, { account: account.id, now: core.clock.now() }))).then(() => true, () => false)),',
      },
    ],
  },
  {
    id: 'R-13',
    from: 'Nextcloud (CVE-2019-15617)',
    mistake: 'the set-up does not look whether one was completed before',
    changes: [
      {
        file: feature('set-up/current-set-up.ts'),
        find: 'done: account.two_factor_since !== null && !anew,',
        replace: 'done: account.two_factor_since !== null && anew,',
      },
    ],
  },
  {
    id: 'R-15',
    from: 'Mattermost (CVE-2025-55070, CVE-2025-25068)',
    mistake: 'live channels are let in without asking',
    changes: [
      {
        file: server('http/route.ts'),
        find: 'const admitted = await admit(definition.access, gates, visitor, request)\n          const out = reply.raw',
        replace:
          'const admitted = await admit(definition.access, gates, visitor, request).catch(() => ({}))\n          const out = reply.raw',
      },
    ],
  },
  {
    id: 'R-16',
    from: 'better-auth (pull requests 9122, 9205)',
    mistake: 'one of the ways to name oneself is not in the list of those that are asked',
    changes: [
      {
        file: feature('sign-in/begin-sign-in.ts'),
        find: "visitor: q.visitor, startedAs: 'password',",
        replace: "visitor: q.visitor, startedAs: q.login.includes('@') ? 'set-up-link' : 'password',",
      },
    ],
  },
  {
    id: 'R-19',
    from: 'Keycloak (CVE-2026-18963)',
    mistake: 'the note "confirmed" is not bound to the sign-in that was confirmed',
    changes: [
      {
        file: facts,
        find: "confirmed: signIn.state === 'confirmed',",
        replace:
          "confirmed: (await db.selectFrom('sign_in').select('id').where('account_id', '=', account.id).where('state', '=', 'confirmed').executeTakeFirst()) !== undefined,",
      },
    ],
  },
  {
    id: 'R-20',
    from: 'Keycloak (CVE-2026-96445), Apereo CAS (CVE-2023-4612)',
    mistake: 'who asks from an inside address is taken at their word',
    changes: [
      {
        file: facts,
        find: "confirmed: signIn.state === 'confirmed',",
        replace: "confirmed: signIn.state === 'confirmed' || signIn.ip.startsWith('10.'),",
      },
    ],
  },
  {
    id: 'R-22',
    from: 'Zitadel (CVE-2026-119128)',
    mistake: 'the cookie of a sign-in is its id',
    changes: [
      { file: feature('sign-in/start-sign-in.ts'), find: 'const token = newToken(core.random)', replace: 'const token: string = id' },
    ],
  },
  {
    id: 'R-23',
    from: 'Zitadel (CVE-2026-109373)',
    mistake: 'the token of a phone is read without checking its signature',
    changes: [
      {
        file: feature('trusted-devices/device-token.ts'),
        find: 'if (!sameSecret(mac, macOf(core, [device, person, expiresAt]))) return undefined',
        replace: '',
      },
    ],
  },
  {
    id: 'R-25',
    from: 'wagtail-2fa (PYSEC-2019-135)',
    mistake: 'a page is open to a session that may only do its set-up',
    changes: [
      {
        file: feature('sessions/sessions.routes.ts'),
        find: "const ownPages = { session: ['full', 'one-factor'] } as const",
        replace: "const ownPages = { session: ['full', 'one-factor', 'set-up'] } as const",
      },
    ],
  },
  {
    id: 'R-74',
    from: 'django-two-factor-auth (PYSEC-2020-39)',
    mistake: 'what was typed at the first step is kept for the second',
    changes: [{ file: feature('sign-in/begin-sign-in.ts'), find: 'returnTo: safeReturn(q.returnTo)', replace: 'returnTo: q.password' }],
  },
]
