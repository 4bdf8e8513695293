import { feature } from '../breakage.ts'
import { breaking, change, type RuleBreakage } from './rule.ts'

const limits = feature('sms-gateways/sms-limits.ts')
const reserve = feature('sms-gateways/reserve-sms.ts')
const may = feature('sms-gateways/may-be-sent.ts')

const rule = breaking('SM-4', feature('sms-gateways/sms-limits.test.ts'))
const page = breaking('SM-4', feature('sms-codes/sms-codes.routes.test.ts'))
const method = breaking('SM-4', feature('sms-codes/sms-codes.routes.test.ts'), feature('sms-codes/sms-method.suite.test.ts'))

const noLimit = (column: string, ...lines: string[]) =>
  change(limits, `  ${column}: [\n${lines.map((line) => `    ${line}\n`).join('')}  ],\n`, `  ${column}: [],\n`)
const few = ['{ limit: 3, per: minutes(10) },', '{ limit: 12, per: days(1) },']

/** Limits of SMS. */
export const smsLimits: RuleBreakage[] = [
  rule('an account has no limit', noLimit('account_id', ...few)),
  page('neither an account nor a number has a limit', noLimit('account_id', ...few), noLimit('number_mac', ...few)),
  rule('a number that moved to another account has all its texts again', noLimit('number_mac', ...few)),
  rule(
    'an account has no limit of the day',
    change(
      limits,
      '  account_id: [\n    { limit: 3, per: minutes(10) },\n    { limit: 12, per: days(1) },\n',
      '  account_id: [\n    { limit: 3, per: minutes(10) },\n',
    ),
  ),
  rule(
    'numbers of one range have no limit',
    noLimit('prefix_mac', '{ limit: atLeast(20, 0.04, perDay), per: hours(1) },', '{ limit: atLeast(60, 0.12, perDay), per: days(1) },'),
  ),
  rule('a range is one number', change(reserve, 'numberMac(core, prefixOf(q.e164))', 'numberMac(core, q.e164)')),
  page(
    'a network has no limit',
    noLimit('network', '{ limit: atLeast(60, 0.12, perDay), per: hours(1) },', '{ limit: atLeast(200, 0.4, perDay), per: days(1) },'),
  ),
  rule(
    'limits are windows that begin anew',
    change(
      reserve,
      'if (at !== undefined && at > now - per) full.push({ what: column, until: at + per })',
      'if (at !== undefined && Math.floor(at / per) === Math.floor(now / per)) full.push({ what: column, until: at + per })',
    ),
  ),
  rule(
    'texts go to every country',
    change(may, '(core.config.sms?.countries.includes(number.country) ?? false)', '(core.config.sms?.countries.length ?? 0) > 0'),
  ),
  page(
    'a number is offered though its country left the list',
    change(feature('sms-codes/sms-method.ts'), 'return mayBeSent(core, read) ? number : undefined', 'return read ? number : undefined'),
  ),
  rule('a day has no budget', change(reserve, 'if (budget === undefined) return []', 'if (budget === undefined || budget > 0) return []')),
  rule(
    'codes take what is kept for owners',
    change(limits, "if (kind === 'code') return q.perDay\n", "if (kind === 'code') return q.perDay + 2 * reserve\n"),
  ),
  rule(
    'what people decided waits for the budget',
    change(limits, "if (kind === 'acted') return undefined\n", "if (kind === 'acted') return q.perDay\n"),
  ),
  rule(
    'notices that a password causes have no limit',
    change(limits, 'askedLimit: SlidingRule = { limit: 4, per: days(1) }', 'askedLimit: SlidingRule = { limit: 400, per: days(1) }'),
  ),
  rule(
    'administrators are not told of a full budget',
    change(reserve, "if (await isFull(perDay, days(1))) await tellOfLimit(core, tx, 'budget')", ''),
  ),
  rule('administrators are not told of a full range', change(reserve, "return await tellOfLimit(core, tx, 'range')", 'return')),
  rule(
    'administrators are told again and again',
    change(feature('sms-gateways/tell-of-limit.ts'), 'if (last !== undefined && last > now - days(1)) return\n', ''),
  ),
  rule(
    'what is over the limit does not say until when',
    change(
      reserve,
      "refused('sms_limit', { retryAt: Math.max(...full.map(({ until }) => until)) })",
      "refused('sms_limit', { retryAt: Math.min(...full.map(({ until }) => until)) - 1 })",
    ),
  ),
  method(
    'a failed delivery is not shown',
    change(feature('sms-codes/note-delivery.ts'), 'delivered ? null : core.clock.now()', 'delivered ? null : null'),
  ),
  method(
    'a delivery that worked after all stays failed',
    change(feature('sms-codes/note-delivery.ts'), 'delivered ? null : core.clock.now()', 'core.clock.now()'),
  ),
  page(
    'a network is not counted',
    change(feature('sms-codes/sms-method.ts'), 'network: networkOf(ip),', 'network: networkOf(ip) + core.clock.now(),'),
  ),
]
