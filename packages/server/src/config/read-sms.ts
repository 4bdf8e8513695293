import { isLoopbackHost } from './address-rules.ts'
import type { SmsConfig } from './config.ts'
import type { Reader } from './reader.ts'

/** True if the template names this value. */
const uses = (template: string | undefined, name: 'to' | 'text' | 'from'): boolean => template?.includes(`{${name}}`) ?? false

const filled = (template: string, by = 'x'): string => template.replace(/\{(to|text|from)\}/g, by)

/** What is wrong with the gateway's address, as the end of a sentence; undefined if nothing is. */
function urlProblem(text: string): string | undefined {
  if (!URL.canParse(filled(text))) return 'must be an address such as https://sms.example.net/send'
  const url = new URL(filled(text))
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  if (url.username || url.password) return 'must not hold a login: put it into SMS_HEADERS'
  if (url.host !== new URL(filled(text, 'y')).host) return 'must name its host: no value may stand there'
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    return 'must begin with https:// (without it the codes are readable on the way; only a gateway on this very machine may)'
  return undefined
}

function readHeaders(read: Reader): Record<string, string> {
  const text = read.text('smsHeaders')
  if (text === undefined) return {}
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Error('No object')
    const entries = Object.entries(content)
    if (entries.some(([, value]) => typeof value !== 'string')) throw new Error('No text')
    return Object.fromEntries(new Headers(entries as [string, string][]))
  } catch {
    read.refuse('smsHeaders', 'must be one JSON object of header names and texts')
    return {}
  }
}

/** `200,202`, or `/expression/`. */
function readSuccess(read: Reader): SmsConfig['success'] {
  const text = read.text('smsSuccess') ?? '200,201,202,204'
  const pattern = /^\/(.+)\/$/.exec(text)?.[1]
  if (pattern !== undefined) {
    try {
      new RegExp(pattern, 'i')
      return { pattern }
    } catch {
      read.refuse('smsSuccess', 'holds an expression that cannot be read')
    }
  }
  const statuses = text.split(',').map((one) => Number(one.trim()))
  if (pattern === undefined && statuses.some((status) => !Number.isInteger(status) || status < 200 || status > 299))
    read.refuse('smsSuccess', 'must be statuses from 200 to 299, or an expression in slashes')
  return { statuses }
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined

function checkTemplates(read: Reader, config: SmsConfig): void {
  const { url, body, headers } = config
  for (const name of ['to', 'text'] as const)
    if (!uses(url, name) && !uses(body, name)) read.refuse(body === undefined ? 'smsUrl' : 'smsBody', `must say where {${name}} goes`)
  if (config.from === undefined && (uses(url, 'from') || uses(body, 'from')))
    read.refuse(uses(url, 'from') ? 'smsUrl' : 'smsBody', 'uses {from}, but SMS_FROM is not set')
  if (body === undefined || !/\bjson\b/.test(headers['content-type'] ?? '')) return
  try {
    JSON.parse(filled(body))
  } catch {
    read.refuse('smsBody', 'is no JSON, though its content type says so: put each value into quotes, such as "{to}"')
  }
}

const others = ['smsMethod', 'smsHeaders', 'smsBody', 'smsSuccess', 'smsFrom', 'smsCountries', 'smsPerDay'] as const

/** The SMS gateway, if one is set up (SM-5). */
export function readSms(read: Reader): SmsConfig | undefined {
  const url = read.text('smsUrl', urlProblem)
  const method = read.text('smsMethod') ?? 'POST'
  const given = readHeaders(read)
  const ownBody = read.text('smsBody')
  const success = readSuccess(read)
  const from = read.text('smsFrom')
  const countries = read.list('smsCountries', isCountry, 'a country by its two letters, such as DE')
  const perDay = read.number('smsPerDay') ?? 500
  if (!url) {
    const lone = read.has('smsUrl') ? undefined : others.find((key) => read.has(key))
    if (lone) read.refuse(lone, 'is set, but SMS_URL is not')
    return undefined
  }
  if (!countries || countries.length === 0) read.refuse('smsUrl', 'is set, but SMS_COUNTRIES is not: say which countries texts may go to')
  if (method === 'GET' && ownBody !== undefined) read.refuse('smsBody', 'is set, but a GET has no body')
  const body = method === 'GET' ? undefined : (ownBody ?? '{"to":"{to}","text":"{text}"}')
  const headers = body === undefined ? given : { 'content-type': 'application/json', ...given }
  const config: SmsConfig = {
    url,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    success,
    ...(from === undefined ? {} : { from }),
    countries: countries ?? [],
    perDay,
  }
  checkTemplates(read, config)
  return config
}
