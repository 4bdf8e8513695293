import type { FastifyServerOptions } from 'fastify'
import { AppError } from '../kernel/errors.ts'
import { checkOf, isRecord, type WireSchema } from './check-schema.ts'
import { pickOf } from './pick-by-schema.ts'

// A route's schemas are read when the route is first used, and once for each schema: reading all of them at the start would take
// time before the first answer. That each can be read is held by a test that walks the route table.

type Validate = (given: unknown) => { value: unknown } | { error: Error }
type Serialize = (answer: unknown) => string

const checks = new WeakMap<object, ReturnType<typeof checkOf>>()
const picks = new WeakMap<object, ReturnType<typeof pickOf>>()

/** Makes what a schema comes to at its first use, and keeps it as long as the schema. */
function once<F extends (given: never) => unknown>(kept: WeakMap<object, F>, schema: object, make: () => F): F {
  const known = kept.get(schema)
  if (known) return known
  const made = make()
  kept.set(schema, made)
  return made
}

/** Addresses are text: where a number, or yes or no, belongs, it is read from it. What cannot be read stays, and is refused. */
function readText({ type }: WireSchema, text: unknown): unknown {
  if (typeof text !== 'string') return text
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function readAddress({ properties = {} }: WireSchema, given: unknown): unknown {
  if (!isRecord(given)) return given
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
      return [name, schema ? readText(schema, text) : text]
    }),
  )
}

/** Bodies are taken as they are, wrong types refused. */
export const validatorCompiler = ({ schema, httpPart }: { schema: WireSchema; httpPart?: string | undefined }): Validate => {
  return (given) => {
    const value = httpPart === 'body' ? given : readAddress(schema, given)
    return once(checks, schema, () => checkOf(schema))(value) ? { value } : { error: new AppError(400, 'bad_request') }
  }
}

/** What a schema does not name never leaves. */
export const serializerCompiler = ({ schema }: { schema: unknown }): Serialize => {
  const wire = schema as WireSchema
  return (answer) => JSON.stringify(once(picks, wire, () => pickOf(wire))(answer))
}

// Given to the framework as it starts: with `setValidatorCompiler` it would load compilers of its own first, ten megabytes that
// nobody uses (ADR 0032). Its types know only those.
export const schemaController = {
  compilersFactory: { buildValidator: () => validatorCompiler, buildSerializer: () => serializerCompiler },
} as unknown as NonNullable<FastifyServerOptions['schemaController']>
