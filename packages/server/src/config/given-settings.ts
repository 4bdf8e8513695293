import { type Setting, type SettingKey, settings } from './settings.ts'

export type Environment = Record<string, string | undefined>

/** The configuration file, as it was read. */
export interface ConfigFile {
  name: string
  text: string
}

/** What was set, as text, each by the name under which the operator wrote it. */
export type Given = Partial<Record<SettingKey, { value: string; name: string }>>

type ReadFile = (path: string) => string

/** How many single changes turn one word into the other, for "did you mean". */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}

function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known.map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) })).sort((x, y) => x.far - y.far)
  return best && best.far <= 2 ? best.name : undefined
}

const hint = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known)
  return near ? `; did you mean ${near}?` : ''
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(',')
  return undefined
}

const secretFileKeys = settings.filter((setting: Setting) => setting.secret).map((setting) => `${setting.key}File`)

/** Reads the file's settings. What cannot be understood is added to `problems`. */
function fromFile(file: ConfigFile, problems: string[], readFile: ReadFile): Given {
  let content: unknown
  try {
    content = JSON.parse(file.text)
  } catch {
    problems.push(`${file.name} is not valid JSON`)
    return {}
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    problems.push(`${file.name} must hold one JSON object`)
    return {}
  }
  const given: Given = {}
  const known = [...settings.map((setting) => setting.key), ...secretFileKeys]
  for (const [key, value] of Object.entries(content)) {
    const name = `${key} in ${file.name}`
    const text = textOf(value)
    if (!known.includes(key)) problems.push(`${name} is not a setting${hint(key, known)}`)
    else if (text === undefined) problems.push(`${name} must be text, a number or a list of texts`)
    else if (secretFileKeys.includes(key)) takeSecret(given, key.slice(0, -4) as SettingKey, { path: text, name }, problems, readFile)
    else given[key as SettingKey] = { value: text, name }
  }
  return given
}

function takeSecret(given: Given, key: SettingKey, from: { path: string; name: string }, problems: string[], readFile: ReadFile): void {
  try {
    given[key] = { value: readFile(from.path).trimEnd(), name: from.name }
  } catch {
    problems.push(`${from.name} names a file that cannot be read: ${from.path}`)
  }
}

function fromEnvironment(env: Environment, problems: string[], readFile: ReadFile): Given {
  const given: Given = {}
  const known: string[] = ['SPAREKEY_CONFIG']
  for (const setting of settings as readonly Setting[]) {
    const key = setting.key as SettingKey
    known.push(setting.env)
    const value = env[setting.env]
    // An empty variable is how compose files and unit files say "not set".
    if (value !== undefined && value !== '') given[key] = { value, name: setting.env }
    if (!setting.secret) continue
    const fileName = `${setting.env}_FILE`
    known.push(fileName)
    const path = env[fileName]
    if (!path) continue
    if (given[key]) problems.push(`${setting.env} and ${fileName} are both set; set one`)
    else takeSecret(given, key, { path, name: fileName }, problems, readFile)
  }
  // The environment holds what others put there too, so only what is plainly meant for us is called unknown.
  for (const name of Object.keys(env)) {
    if (known.includes(name)) continue
    const near = name.length >= 8 ? nearest(name, known) : undefined
    if (name.startsWith('SPAREKEY_') || near) problems.push(`${name} is not a setting${near ? `; did you mean ${near}?` : ''}`)
  }
  return given
}

/** What the environment and the file say; the environment wins. */
export function givenSettings(env: Environment, file: ConfigFile | undefined, problems: string[], readFile: ReadFile): Given {
  return { ...(file ? fromFile(file, problems, readFile) : {}), ...fromEnvironment(env, problems, readFile) }
}
