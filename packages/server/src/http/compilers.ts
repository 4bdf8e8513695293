import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { AppError } from '../kernel/errors.ts'

// A route's schemas are compiled when the route is first used, and once for each schema: compiling all of them at the start would
// take most of the time to the first answer. That each can be compiled is held by a test that walks the route table.

type Check = (given: unknown) => { value: unknown } | { error: Error }
type Serialize = (answer: unknown) => string

const checks = new WeakMap<object, Check>()
const convertingChecks = new WeakMap<object, Check>()
const serializers = new WeakMap<object, Serialize>()

/** Makes what a schema compiles to at its first use, and keeps it as long as the schema. */
function once<F extends (given: never) => unknown>(kept: WeakMap<object, F>, schema: object, compile: () => F): F {
  const known = kept.get(schema)
  if (known) return known
  const compiled = compile()
  kept.set(schema, compiled)
  return compiled
}

function compileCheck(schema: TSchema, converts: boolean): Check {
  const check = Compile(schema)
  return (given) => {
    const value = converts ? Value.Convert(schema, given) : given
    return check.Check(value) ? { value } : { error: new AppError(400, 'bad_request') }
  }
}

/** Bodies are taken as they are, wrong types refused; addresses are text, so their numbers are read. */
export const validatorCompiler = ({ schema, httpPart }: { schema: TSchema; httpPart?: string | undefined }): Check => {
  const converts = httpPart !== 'body'
  const kept = converts ? convertingChecks : checks
  return (given) => once(kept, schema, () => compileCheck(schema, converts))(given)
}

const serializerOf = SerializerSelector()({}, {})

/** What a schema does not name never leaves. */
export const serializerCompiler = (route: { schema: unknown; method: string; url: string; httpStatus?: string | undefined }): Serialize => {
  const schema = route.schema as object
  return (answer) => once(serializers, schema, () => serializerOf({ ...route, httpStatus: route.httpStatus ?? '200' }))(answer)
}
