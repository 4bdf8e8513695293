/** How this installation is set up, after defaults and checks. The reading of it is in `read-config.ts`. */
export interface Config {
  /** Address that people and phones use, without a slash at its end. Never taken from a request. */
  publicUrl: string
  /** PUBLIC_URL's origin; what phones sign and what the same-origin check compares. */
  origin: string
  /** True for http://localhost: no phone can reach it, cookies lose their prefix. */
  localhost: boolean
  host: string
  port: number
  /** `postgres://…` or `sqlite:PATH`. */
  databaseUrl: string
  dataDir: string
  siteName: string
  /** Whom to call, as people read it; shown on the sign-in page and on printed recovery codes. */
  support?: string
  mail?: MailConfig
  sms?: SmsConfig
  push: PushConfig
  /** Addresses or ranges whose X-Forwarded-For counts. */
  trustedProxies: string[]
  logLevel: string
  hashing: HashingConfig
  /** Full path of a file of SHA-1 prefixes of breached passwords, if the operator has one. */
  breachedPasswordsFile?: string
  /** Full path of a database of places; `off` for none. */
  geoDatabase: string
  /** Full path of the file that the seals of the audit log are kept in, outside of the database. */
  auditSealsFile?: string
  /** Full path of a file that every record is written to as a line of JSON, for what ships logs. */
  auditForwardFile?: string
  /** Days that the audit log is kept. */
  auditKeepDays: number
}

export interface MailConfig {
  host: string
  port: number
  /** TLS from the first byte (port 465). Otherwise STARTTLS is required unless `insecure`. */
  secure: boolean
  /** Allows plain text, for a mail server on this very machine. */
  insecure: boolean
  login?: { name: string; password: string }
  from: string
}

/** The operator's SMS gateway: one HTTP request, whatever form it takes (SM-5). */
export interface SmsConfig {
  /** With `{to}`, `{text}` and `{from}` where the values go, percent-encoded. */
  url: string
  method: string
  headers: Record<string, string>
  /** The same placeholders, written as the content type asks for; absent where the method takes none. */
  body?: string
  /** Statuses that mean success, or an expression that the answer must fit (with a status of 2xx). */
  success: { statuses: number[] } | { pattern: string }
  from?: string
  /** ISO 3166 codes of the countries that texts go to (SM-4). */
  countries: string[]
  /** Codes that are sent in a day, at most (SM-4). */
  perDay: number
}

export interface PushConfig {
  /** `mailto:` or `https:` address that push services can write to. Apple refuses made-up hosts. */
  subject: string
  /** Hosts of push services, exact or `*.suffix`. */
  hosts: string[]
  /** Lets tests play the push service on http://localhost. Never set from configuration. */
  allowLoopback: boolean
}

export interface HashingConfig {
  /** KiB */
  memory: number
  passes: number
  /** Hashes at once; the rest waits. */
  atOnce: number
  /** How many may wait; beyond it the answer is 503. */
  queue: number
}
