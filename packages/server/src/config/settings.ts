/** One thing that an operator can set: by its name in the environment, or by its key in the configuration file. */
export interface Setting {
  /** In the environment. */
  env: string
  /** In `sparekey.json`. */
  key: string
  kind: 'text' | 'number' | 'list'
  /** What it is when nothing is set, as the reference says it. */
  fallback: string
  /** One or two sentences for the reference. */
  what: string
  example: string
  /** Never shown; can also come from a file named by `NAME_FILE`. */
  secret?: true
  min?: number
  max?: number
  oneOf?: readonly string[]
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
const smsMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const mailSecurity = ['starttls', 'tls', 'none'] as const

/** Everything that can be set, in the order of the reference. Nothing else is read from the environment or the file. */
export const settings = [
  {
    env: 'PUBLIC_URL',
    key: 'publicUrl',
    kind: 'text',
    fallback: '`http://localhost:PORT`',
    what: 'The address that people and phones use. `https://`, except on localhost, and without a path. Trusted devices and passkeys are bound to it.',
    example: 'https://login.example.org',
  },
  {
    env: 'HOST',
    key: 'host',
    kind: 'text',
    fallback: '`127.0.0.1`; `0.0.0.0` once `PUBLIC_URL` names another host than localhost',
    what: 'The address of this machine to listen on. Behind a proxy on the same machine set it to `127.0.0.1`.',
    example: '127.0.0.1',
  },
  { env: 'PORT', key: 'port', kind: 'number', fallback: '`8080`', what: 'The port to listen on.', example: '8080', min: 1, max: 65535 },
  {
    env: 'DATA_DIR',
    key: 'dataDir',
    kind: 'text',
    fallback: '`./data`',
    what: 'The folder of the embedded database and the key file. Back it up, both parts, apart from each other.',
    example: '/var/lib/sparekey',
  },
  {
    env: 'DATABASE_URL',
    key: 'databaseUrl',
    kind: 'text',
    fallback: 'the embedded database in `DATA_DIR`',
    what: '`postgres://…` for PostgreSQL 14 or newer, with any number of nodes; or `sqlite:PATH`.',
    example: 'postgres://sparekey@db.internal/sparekey',
    secret: true,
  },
  {
    env: 'SPAREKEY_KEYS',
    key: 'keys',
    kind: 'text',
    fallback: '`keys.json` in `DATA_DIR`, made at the first start',
    what: 'The content of the key file, where keys come from a vault. All nodes need the same keys. Without them no password can be checked and nothing sealed can be opened.',
    example: '{"current":"…","keys":{…},"vapid":{…}}',
    secret: true,
  },
  {
    env: 'SITE_NAME',
    key: 'siteName',
    kind: 'text',
    fallback: '`Sparekey`',
    what: 'What people read as the name of this service, at most 60 characters.',
    example: 'Example Ltd',
  },
  {
    env: 'SUPPORT',
    key: 'support',
    kind: 'text',
    fallback: 'nothing is shown',
    what: 'Whom to call when no way in works, as people read it. Shown on the sign-in page and on printed recovery codes. Set it.',
    example: 'the help desk, 555 0100',
  },
  {
    env: 'MAIL_HOST',
    key: 'mailHost',
    kind: 'text',
    fallback: 'no mail: links are shown to copy',
    what: 'The SMTP server that takes our mail.',
    example: 'smtp.example.org',
  },
  {
    env: 'MAIL_PORT',
    key: 'mailPort',
    kind: 'number',
    fallback: '`587`; `465` with `tls`, `25` with `none`',
    what: 'Its port.',
    example: '587',
    min: 1,
    max: 65535,
  },
  {
    env: 'MAIL_SECURITY',
    key: 'mailSecurity',
    kind: 'text',
    fallback: '`starttls`',
    what: '`starttls` (required, never without), `tls` (from the first byte), or `none` for a mail server on this very machine.',
    example: 'starttls',
    oneOf: mailSecurity,
  },
  {
    env: 'MAIL_LOGIN',
    key: 'mailLogin',
    kind: 'text',
    fallback: 'no login',
    what: 'The login name at the SMTP server.',
    example: 'sparekey',
  },
  {
    env: 'MAIL_PASSWORD',
    key: 'mailPassword',
    kind: 'text',
    fallback: 'no login',
    what: 'The password at the SMTP server.',
    example: '…',
    secret: true,
  },
  {
    env: 'MAIL_FROM',
    key: 'mailFrom',
    kind: 'text',
    fallback: 'needed with `MAIL_HOST`',
    what: 'The sender of our mails: an address, or `Name <address>`.',
    example: 'Example login <login@example.org>',
  },
  {
    env: 'SMS_URL',
    key: 'smsUrl',
    kind: 'text',
    fallback: 'no SMS: the method is not offered',
    what: 'The HTTP address of your SMS gateway. `{to}` (the number, `+` first), `{text}` and `{from}` are filled in, percent-encoded. `https://`, except on this very machine. SMS is the weakest method; as shipped administrators and approvers are not offered it.',
    example: 'https://sms.example.net/send',
    secret: true,
  },
  {
    env: 'SMS_METHOD',
    key: 'smsMethod',
    kind: 'text',
    fallback: '`POST`',
    what: 'The method of the request.',
    example: 'POST',
    oneOf: smsMethods,
  },
  {
    env: 'SMS_HEADERS',
    key: 'smsHeaders',
    kind: 'text',
    fallback: '`{"content-type":"application/json"}`',
    what: 'Headers of the request, as one JSON object. Its content type decides how values are written into the body: JSON, a form, XML, or as they are.',
    example: '{"authorization":"Bearer …"}',
    secret: true,
  },
  {
    env: 'SMS_BODY',
    key: 'smsBody',
    kind: 'text',
    fallback: '`{"to":"{to}","text":"{text}"}`; nothing with `GET`',
    what: 'The body of the request, with `{to}`, `{text}` and `{from}` where the values go.',
    example: '{"recipient":"{to}","message":"{text}"}',
    secret: true,
  },
  {
    env: 'SMS_SUCCESS',
    key: 'smsSuccess',
    kind: 'text',
    fallback: '`200,201,202,204`',
    what: 'How the gateway says that it took a text: statuses, or an expression in slashes that its answer must fit.',
    example: '/"status":"(queued|sent)"/',
  },
  {
    env: 'SMS_FROM',
    key: 'smsFrom',
    kind: 'text',
    fallback: 'needed where `{from}` is used',
    what: 'The sender that the gateway shows: a number or a name.',
    example: 'Example',
  },
  {
    env: 'SMS_COUNTRIES',
    key: 'smsCountries',
    kind: 'list',
    fallback: 'needed with `SMS_URL`',
    what: 'Countries that texts go to, by their two letters. Thieves of SMS fees use numbers of countries that you have nobody in.',
    example: 'DE,AT,CH',
  },
  {
    env: 'SMS_PER_DAY',
    key: 'smsPerDay',
    kind: 'number',
    fallback: '`500`',
    what: 'Codes that are sent by SMS in a day, at most. Beyond it the page offers the other methods.',
    example: '500',
    min: 1,
    max: 1000000,
  },
  {
    env: 'PUSH_SUBJECT',
    key: 'pushSubject',
    kind: 'text',
    fallback: '`PUBLIC_URL` if it is `https://` with a public name; otherwise push is off',
    what: 'Where push services can write to the operator: `mailto:…` or `https://…`. Apple refuses made-up hosts, so they are refused here.',
    example: 'mailto:admin@example.org',
  },
  {
    env: 'PUSH_HOSTS',
    key: 'pushHosts',
    kind: 'list',
    fallback: 'the push services of Google, Mozilla, Apple and Microsoft',
    what: 'Hosts that we send pushes to, exact or `*.suffix`. A phone names its own push service; anything not in this list is refused.',
    example: 'fcm.googleapis.com,*.push.apple.com',
  },
  {
    env: 'TRUSTED_PROXIES',
    key: 'trustedProxies',
    kind: 'list',
    fallback: 'none',
    what: 'Addresses or ranges of your proxies. Only from them does `X-Forwarded-For` count.',
    example: '127.0.0.1,10.0.0.0/8',
  },
  {
    env: 'LOG_LEVEL',
    key: 'logLevel',
    kind: 'text',
    fallback: '`info`',
    what: 'How much is written to standard output.',
    example: 'info',
    oneOf: logLevels,
  },
  {
    env: 'HASHING_MEMORY',
    key: 'hashingMemory',
    kind: 'number',
    fallback: '`19456`',
    what: 'Memory of one password hash (argon2id) in KiB.',
    example: '47104',
    min: 19456,
    max: 1048576,
  },
  {
    env: 'HASHING_PASSES',
    key: 'hashingPasses',
    kind: 'number',
    fallback: '`2`',
    what: 'Passes of one password hash.',
    example: '2',
    min: 1,
    max: 16,
  },
  {
    env: 'HASHING_AT_ONCE',
    key: 'hashingAtOnce',
    kind: 'number',
    fallback: 'the number of processor cores',
    what: 'Password hashes at the same time; others wait.',
    example: '4',
    min: 1,
    max: 128,
  },
  {
    env: 'HASHING_QUEUE',
    key: 'hashingQueue',
    kind: 'number',
    fallback: '`200`',
    what: 'How many may wait; beyond it the answer is 503 with `Retry-After`.',
    example: '200',
    min: 1,
    max: 10000,
  },
  {
    env: 'BREACHED_PASSWORDS_FILE',
    key: 'breachedPasswordsFile',
    kind: 'text',
    fallback: 'the built-in list of common passwords only',
    what: 'A file of sorted 8-byte SHA-1 prefixes of breached passwords that new passwords are checked against.',
    example: '/var/lib/sparekey/breached.bin',
  },
] as const satisfies readonly Setting[]

export type SettingKey = (typeof settings)[number]['key']
