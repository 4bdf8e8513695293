import { checkOf, isRecord, recordValue, type WireSchema } from './check-schema.ts'

/** Returns of a value what its schema names, and nothing else. */
export type Pick = (value: unknown) => unknown

const wrong = (what: string): Error => new Error(`An answer has no ${what} where its schema names one`)

/** Numbers of the database may come as text, bigint or, for yes and no, as 0 and 1. */
function numberOf(value: unknown): number {
  const read = typeof value === 'string' || typeof value === 'bigint' ? Number(value) : value
  if (typeof read !== 'number' || !Number.isFinite(read) || value === '') throw wrong('number')
  return read
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw wrong('text')
  return value
}

function booleanOf(value: unknown): boolean {
  if (value === 0 || value === 1) return value === 1
  if (typeof value !== 'boolean') throw wrong('yes or no')
  return value
}

function listPick({ items = {} }: WireSchema): Pick {
  const pick = pickOf(items)
  return (value) => {
    if (!Array.isArray(value)) throw wrong('list')
    return value.map(pick)
  }
}

function recordPick(patternProperties: Record<string, WireSchema>): Pick {
  const pick = pickOf(recordValue(patternProperties))
  return (value) => {
    if (!isRecord(value)) throw wrong('record')
    // `fromEntries` defines each as its own, whatever it is called.
    return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, pick(one)]])))
  }
}

function objectPick({ properties = {}, required = [], patternProperties }: WireSchema): Pick {
  if (patternProperties) return recordPick(patternProperties)
  const picks = Object.entries(properties).map(([name, schema]) => [name, pickOf(schema), required.includes(name)] as const)
  return (value) => {
    if (!isRecord(value)) throw wrong('record')
    const picked: Record<string, unknown> = {}
    for (const [name, pick, needed] of picks) {
      const one = Object.hasOwn(value, name) ? value[name] : undefined
      if (one !== undefined) picked[name] = pick(one)
      else if (needed) throw wrong(name)
    }
    return picked
  }
}

/** The first of the schemas that the value fits. */
function firstFitting(options: readonly WireSchema[]): Pick {
  const picks = options.map((schema) => [checkOf(schema), pickOf(schema)] as const)
  return (value) => {
    const fitting = picks.find(([check]) => check(value))
    if (!fitting) throw wrong('value')
    return fitting[1](value)
  }
}

function constantPick(constant: unknown): Pick {
  return (value) => {
    if (value !== constant) throw wrong(String(constant))
    return constant
  }
}

/** What a schema does not name never leaves.
 * @throws if the schema asks for something that is not known here; what it returns throws if an answer is not as its schema says */
export function pickOf(schema: WireSchema): Pick {
  if (schema.anyOf) return firstFitting(schema.anyOf)
  if ('const' in schema) return constantPick(schema.const)
  switch (schema.type) {
    case 'string':
      return textOf
    case 'integer':
      return (value) => Math.trunc(numberOf(value))
    case 'number':
      return numberOf
    case 'boolean':
      return booleanOf
    case 'null':
      return constantPick(null)
    case 'array':
      return listPick(schema)
    case 'object':
      return objectPick(schema)
    default:
      throw new Error(`A schema of no known type: ${JSON.stringify(schema)}`)
  }
}
