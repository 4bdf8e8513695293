import { type Breakage, feature } from './breakage.ts'

const steps = feature('verification-codes/verification-codes.store.ts')
const signIns = feature('sign-in/sign-in.store.ts')
const codes = feature('recovery-codes/recovery-codes.store.ts')

/** Section C: what is good once and was used twice. */
export const replayAndRaces: Breakage[] = [
  {
    id: 'R-47',
    from: 'Gitea (CVE-2026-20779)',
    mistake: 'whether a step was used is looked at first and written down later, not in one statement',
    changes: [{ file: steps, find: ".where('otp_last_step', '<', q.step)", replace: '' }],
  },
  {
    id: 'R-48',
    from: 'Gitea (CVE-2021-45331), Rodauth (CVE-2026-82470), Vikunja (CVE-2026-33473), MISP (CVE-2026-103655), FileRise (CVE-2026-104105)',
    mistake: 'nobody writes down which step was used',
    changes: [{ file: steps, find: '.set({ otp_last_step: q.step, ', replace: '.set({ ' }],
  },
  {
    id: 'R-50',
    from: 'Vault (CVE-2025-6014), OpenBao (CVE-2025-55000)',
    mistake: 'for another purpose the used steps are not asked about',
    changes: [
      {
        file: feature('verification-codes/verification-code-method.ts'),
        find: 'if (right && step > device.otp_last_step) found',
        replace: 'if (right) found',
      },
      {
        file: feature('verification-codes/verification-code-method.ts'),
        find: 'const won = await spendStep(',
        replace: "const won = signIn.purpose === 'act' || await spendStep(",
      },
    ],
  },
  {
    id: 'R-52',
    from: 'parse-server (GHSA-4hf6-3x24-c9m8)',
    mistake: 'a used recovery code is not marked as used',
    changes: [{ file: codes, find: '.set({ spent_at: q.now, spent_by: q.signIn })', replace: '.set({ spent_by: q.signIn })' }],
  },
  {
    id: 'R-53',
    from: 'parse-server (GHSA-2299-ghjr-6vjp)',
    mistake: 'the statement that uses a recovery code up does not ask whether it was used',
    changes: [
      {
        file: codes,
        find: ".where('digest', '=', q.digest)\n      .where('spent_at', 'is', null)",
        replace: ".where('digest', '=', q.digest)",
      },
    ],
  },
  {
    id: 'R-54',
    from: 'parse-server (GHSA-w73w-g5xw-rwhf, GHSA-jpq4-7fmq-q5fj)',
    mistake: 'neither the code nor the sign-in asks in its statement whether it was used',
    changes: [
      {
        file: feature('sms-codes/sms-codes.store.ts'),
        find: ".where('purpose', '=', q.purpose)\n    .where('spent_at', 'is', null)",
        replace: ".where('purpose', '=', q.purpose)",
      },
      {
        file: signIns,
        find: ".where('account_id', '=', q.account)\n      .where('state', '=', 'waiting')",
        replace: ".where('account_id', '=', q.account)",
      },
    ],
  },
  {
    id: 'R-55',
    from: 'parse-server (GHSA-r3xq-68wh-gwvh)',
    mistake: 'the statement that uses a link up does not ask whether it was used',
    changes: [
      {
        file: feature('links/links.store.ts'),
        find: ".set({ spent_at: now })\n      .where('id', '=', id)\n      .where('spent_at', 'is', null)",
        replace: ".set({ spent_at: now })\n      .where('id', '=', id)",
      },
    ],
  },
  {
    id: 'R-56',
    from: 'better-auth (pull request 8067)',
    mistake: 'a sign-in that was finished can be finished again by whoever has its cookie',
    changes: [
      { file: signIns, find: ".where('state', 'in', ['waiting', 'requested', 'confirmed'])", replace: '' },
      {
        file: feature('sign-in/facts.ts'),
        find: "confirmed: signIn.state === 'confirmed',",
        replace: 'confirmed: signIn.confirmed_at !== null,',
      },
    ],
  },
  {
    id: 'R-57',
    from: 'authentik (CVE-2022-23555)',
    mistake: 'a link is looked up without its purpose',
    changes: [{ file: feature('links/link.ts'), find: "core.secrets.digest('link', `", replace: "core.secrets.digest('link', token || `" }],
  },
  {
    id: 'R-57',
    from: 'authentik (CVE-2022-23555)',
    mistake: 'an access code is good for as many browsers as its suspension has places',
    changes: [
      {
        file: feature('recovery-requests/type-access-code.ts'),
        find: 'if (!(await spendAccessCode(core, tx, tried.id))) throw',
        replace: 'if (tried.id === "") throw',
      },
    ],
  },
  {
    id: 'R-58',
    from: 'vulnerability-lookup (CVE-2026-73431), Vikunja (CVE-2026-28268)',
    mistake: 'nobody writes down that a link was used',
    changes: [{ file: feature('links/links.store.ts'), find: '.set({ spent_at: now })', replace: '.set({ created_at: now })' }],
  },
  {
    id: 'R-99',
    from: 'ory/fosite (CVE-2020-15222)',
    mistake: 'whether a signed value was seen before is not asked',
    changes: [
      {
        file: feature('trusted-devices/device-nonce.ts'),
        find: "return await insertSpent(tx, core.secrets.digest('device-nonce', value), Number(expiresAt))",
        replace: "await insertSpent(tx, core.secrets.digest('device-nonce', value), Number(expiresAt))\n  return true",
      },
    ],
  },
]
