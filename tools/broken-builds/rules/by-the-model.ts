import { feature, server } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

// What the model test asserts, each broken on purpose: a few hundred of its stories must find it.

const model = (id: string) => breaking(id, 'server/test/model/model.test.ts')
const nextStep = feature('sign-in/next-step.ts')
const suspensions = feature('suspensions/suspensions.store.ts')
const claim = feature('suspensions/claim-suspension.ts')
const active = "    .where('ended_at', 'is', null)\n    .where('starts_at', '<=', now)\n    .where('ends_at', '>', now)\n"
const inHere = 'one.browser_id !== null &&\n  one.browser_id === q.signIn.browser_id &&'

/** Mistakes that the stories of the model test find. */
export const byTheModel: RuleBreakage[] = [
  model('SI-12')(
    'a request that waits lets in',
    change(
      nextStep,
      "if (facts.recovery !== 'may-enter') return { step: 'wait' }",
      "if (facts.recovery !== 'may-enter') return { step: 'finish', access: 'one-factor' }",
    ),
  ),
  model('RR-8')(
    'a suspension for this browser lets any other in',
    change(claim, inHere, ''),
    change(claim, 'if (one.browser_id !== signIn.browser_id) return undefined', ''),
  ),
  model('RR-8')('a suspension goes on after its end', change(suspensions, active, active.replace("    .where('ends_at', '>', now)\n", ''))),
  model('RR-8')(
    'an access code is made before the wait is over',
    change(feature('recovery-answers/give-approved.ts'), "state === 'waits' ? now + waitOfOne : now", "state === 'waits' ? now : now"),
  ),
  model('SI-13')(
    'the session of a remembered browser claims two factors',
    change(
      nextStep,
      "{ step: 'finish', access: 'one-factor', by: 'remembered-browser' }",
      "{ step: 'finish', access: 'full', by: 'remembered-browser' }",
    ),
  ),
  model('RC-3')(
    'a recovery code is good twice',
    change(
      feature('recovery-codes/recovery-codes.store.ts'),
      ".where('digest', '=', q.digest)\n      .where('spent_at', 'is', null)",
      ".where('digest', '=', q.digest)",
    ),
  ),
  model('AU-4')(
    '"This wasn’t me" holds no phone',
    change(feature('trusted-devices/device-states.store.ts'), ".set({ state: 'held', held_at: q.now,", '.set({ held_at: q.now,'),
  ),
  model('AU-4')(
    '"This wasn’t me" holds no recovery codes',
    change(
      feature('recovery-codes/recovery-codes.store.ts'),
      ".set({ held_at: q.now })\n    .where('account_id', '=', q.account)",
      ".set({ held_at: null })\n    .where('account_id', '=', q.account)",
    ),
  ),
  model('AU-4')(
    '"This wasn’t me" holds no number',
    change(
      feature('phone-numbers/phone-numbers.store.ts'),
      ".set({ held_at: q.now })\n    .where('account_id', '=', q.account)\n    .where('kind'",
      ".set({ held_at: null })\n    .where('account_id', '=', q.account)\n    .where('kind'",
    ),
  ),
  model('AU-4')(
    '"This wasn’t me" holds no address',
    change(
      feature('accounts/addresses.ts'),
      'else if (row.verified_at >= since && row.id !== first?.id) await markHeld(tx, row.id, now)',
      '',
    ),
  ),
  model('AU-4')(
    'one person allows what is held',
    change(feature('held-methods/agreement.ts'), 'if (counting.length >= 2)', 'if (counting.length >= 1)'),
  ),
  model('AU-4')(
    'the wait for what is held is an hour',
    change(feature('held-methods/agreement.ts'), 'waitOfOne = hours(24)', 'waitOfOne = hours(1)'),
  ),
  model('AU-4')(
    '"This wasn’t me" leaves the sessions',
    change(server('app.ts'), "'notice-not-me': [\n      sessions,", "'notice-not-me': ["),
  ),
  model('EN-6')(
    'a reset link goes to an address of today',
    change(feature('accounts/addresses.ts'), 'const then = now - days(7)', 'const then = now'),
  ),
  model('EN-6')(
    'undoing an address leaves it in use',
    change(feature('addresses/undo-address.ts'), 'if (added) await markReplaced(tx, changed.id, core.clock.now())', ''),
  ),
  model('EN-6')(
    'a change of an address can be undone for ever',
    change(feature('notices/tell-owner.ts'), 'denialLife = days(7)', 'denialLife = days(700)'),
  ),
  model('EN-6')(
    'an older address is not told how to undo',
    change(feature('addresses/confirm-address.ts'), 'if (!told) return undefined', 'return undefined'),
  ),
  model('EN-6')(
    'a link that proves an address is good twice',
    change(feature('links/links.store.ts'), ".where('id', '=', id)\n      .where('spent_at', 'is', null)", ".where('id', '=', id)"),
    change(
      feature('links/links.store.ts'),
      "    .where('spent_at', 'is', null)\n    .where('ended_at', 'is', null)\n    .where('expires_at', '>', now)\n    .executeTakeFirst()",
      "    .where('ended_at', 'is', null)\n    .where('expires_at', '>', now)\n    .executeTakeFirst()",
    ),
    change(feature('addresses/confirm-address.ts'), "if (result === 'over') throw new Refusal(refused('link_over'))", ''),
  ),
  model('SM-3')(
    'a changed number serves at once',
    change(feature('phone-numbers/serves.ts'), 'recent.length === 0 ? now : now + changeHold', 'now'),
  ),
  model('SM-3')(
    'the old number is not told',
    change(
      feature('number-changes/take-number.ts'),
      'if (replaced && replaced.lookup_mac !== number.lookup_mac) await tellOldNumber(core, tx, replaced, { gone: false })',
      'if (replaced === number) await tellOldNumber(core, tx, replaced, { gone: false })',
    ),
  ),
  model('RR-6')(
    'marked groups ask for nothing',
    change(
      feature('approvers/marked.ts'),
      'return await markedSince(db, { groups: [...new Set(groups)], since, now })',
      'return (await markedSince(db, { groups: [...new Set(groups)], since, now })) && now === 0',
    ),
  ),
  model('RR-6')('somebody answers for themselves', change(feature('approvers/may-answer.ts'), "if (facts.self) return 'own-account'", '')),
  model('SI-12')(
    'a changed password leaves the sessions',
    change(server('app.ts'), "'password-changed': [remembered, sessions,", "'password-changed': [remembered,"),
  ),
  model('RR-10')(
    'a completed set-up leaves older phones',
    change(feature('set-up/complete-set-up.ts'), 'await removeOtherDevices(core, tx, { accountId: account.id, but: device.id })', ''),
  ),
  model('AU-3')(
    'a login is not recorded',
    change(feature('sign-in/finish.ts'), "await record(core, tx, {\n    act: 'signed_in'", "void Object({\n    act: 'signed_in'"),
  ),
]
