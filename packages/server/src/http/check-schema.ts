/** The part of JSON Schema that our schemas use (`protocol/schema.ts`). */
export interface WireSchema {
  /** For people. */
  description?: string
  type?: 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string'
  const?: unknown
  anyOf?: WireSchema[]
  items?: WireSchema
  minItems?: number
  maxItems?: number
  properties?: Record<string, WireSchema>
  required?: string[]
  additionalProperties?: boolean
  /** Of a record: one pattern, for any name. */
  patternProperties?: Record<string, WireSchema>
  minLength?: number
  maxLength?: number
  pattern?: string
  minimum?: number
  maximum?: number
}

export type Check = (value: unknown) => boolean

/** Every keyword that is understood. One that is not would be a promise that nobody keeps. */
const keywords: Record<keyof WireSchema, true> = {
  description: true,
  type: true,
  const: true,
  anyOf: true,
  items: true,
  minItems: true,
  maxItems: true,
  properties: true,
  required: true,
  additionalProperties: true,
  patternProperties: true,
  minLength: true,
  maxLength: true,
  pattern: true,
  minimum: true,
  maximum: true,
}

/** Length in code points, as JSON Schema counts it; at least half of the length in UTF-16. */
function isLongEnough(text: string, least: number, most: number): boolean {
  const { length } = text
  if (length < least || length > most * 2) return false
  if (length <= most && length >= least * 2) return true
  const points = [...text].length
  return points >= least && points <= most
}

function stringCheck({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: WireSchema): Check {
  const form = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return (value) => typeof value === 'string' && isLongEnough(value, minLength, maxLength) && (form === undefined || form.test(value))
}

function numberCheck({ minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: WireSchema, whole: boolean): Check {
  const isNumber = whole ? Number.isInteger : Number.isFinite
  return (value) => isNumber(value) && (value as number) >= minimum && (value as number) <= maximum
}

function arrayCheck({ items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }: WireSchema): Check {
  if (!items) throw new Error('A list without the schema of its items')
  const check = checkOf(items)
  return (value) => Array.isArray(value) && value.length >= minItems && value.length <= maxItems && value.every((one) => check(one))
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function objectCheck({ properties = {}, required = [], additionalProperties = true, patternProperties }: WireSchema): Check {
  const checks = Object.entries(properties).map(([name, schema]) => [name, checkOf(schema), required.includes(name)] as const)
  const others = patternProperties && checkOf(recordValue(patternProperties))
  return (value) => {
    if (!isRecord(value)) return false
    for (const [name, check, needed] of checks) {
      const given = Object.hasOwn(value, name) ? value[name] : undefined
      if (given === undefined ? needed : !check(given)) return false
    }
    if (others) return Object.values(value).every((one) => one === undefined || others(one))
    return additionalProperties || Object.keys(value).every((name) => Object.hasOwn(properties, name))
  }
}

/** The schema of a record's values.
 * @throws if it is one for some names only */
export function recordValue(patternProperties: Record<string, WireSchema>): WireSchema {
  const [[pattern, schema] = [], ...more] = Object.entries(patternProperties)
  if (pattern !== '^.*$' || !schema || more.length > 0) throw new Error('A record has one schema, for any name')
  return schema
}

function checkOfType(schema: WireSchema): Check {
  switch (schema.type) {
    case 'string':
      return stringCheck(schema)
    case 'integer':
      return numberCheck(schema, true)
    case 'number':
      return numberCheck(schema, false)
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'null':
      return (value) => value === null
    case 'array':
      return arrayCheck(schema)
    case 'object':
      return objectCheck(schema)
    default:
      throw new Error(`A schema of no known type: ${JSON.stringify(schema)}`)
  }
}

/** What tells whether a value is as the schema says.
 * @throws if the schema asks for something that is not checked */
export function checkOf(schema: WireSchema): Check {
  const unknown = Object.keys(schema).find((keyword) => !Object.hasOwn(keywords, keyword))
  if (unknown) throw new Error(`Schemas know no ${unknown}`)
  if (schema.anyOf) {
    const options = schema.anyOf.map(checkOf)
    return (value) => options.some((check) => check(value))
  }
  if ('const' in schema) return (value) => value === schema.const
  return checkOfType(schema)
}
