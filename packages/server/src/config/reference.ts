import { type Setting, settings } from './settings.ts'

function row(setting: Setting): string {
  const names = [`\`${setting.env}\``, ...(setting.secret ? [`or \`${setting.env}_FILE\``] : [])].join('<br>')
  const form = setting.oneOf ? ` One of ${setting.oneOf.map((one) => `\`${one}\``).join(', ')}.` : ''
  const limits = setting.kind === 'number' ? ` From ${setting.min} to ${setting.max}.` : ''
  return `| ${names} | \`${setting.key}\` | ${setting.what}${form}${limits} | ${setting.fallback} | \`${setting.example.replaceAll('|', '\\|')}\` |`
}

/** The reference of all settings as Markdown, made from the same list that the program reads by. */
export function configReference(): string {
  return `# Configuration

<!-- Made by \`npm run docs\` from packages/server/src/config/settings.ts. A test fails when the two differ. -->

Sparekey runs without any configuration, for trying it out on this machine. What you set stands in the environment, in a JSON
file, or in both; the environment wins. The file is \`sparekey.json\` in the working folder, or the one that \`SPAREKEY_CONFIG\` names.

Everything is checked at start, and all problems are reported at once. A name that is not in this list is a problem too.

| in the environment | in the file | what it is | if it is not set | example |
|---|---|---|---|---|
${settings.map(row).join('\n')}

Lists are separated by commas in the environment; in the file they may be JSON lists. A name with \`_FILE\` holds the path of a
file with the value, as container platforms hand over secrets; in the file its key ends in \`File\`.

A small example, \`sparekey.json\`:

\`\`\`json
{
  "publicUrl": "https://login.example.org",
  "siteName": "Example Ltd",
  "support": "the help desk, 555 0100",
  "mailHost": "smtp.example.org",
  "mailLogin": "sparekey",
  "mailPasswordFile": "/run/secrets/mail-password",
  "mailFrom": "Example login <login@example.org>",
  "trustedProxies": ["127.0.0.1"]
}
\`\`\`

\`npm run sparekey -- doctor\` checks the running set-up: clock, database, keys, mail, push, proxy headers.

How long codes, links and suspensions are good is decided by the clock of the machine: let NTP set it. With PostgreSQL the service does not start
while its clock and the database's are more than 5 seconds apart. A clock that is set while the service runs is logged, recorded, and shown
on the first page of the console for a day; a machine that slept looks the same.
`
}
