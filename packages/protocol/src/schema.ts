import type { Type as TypeBox } from 'typebox'

// The schemas of the wire as plain JSON Schema, written and typed as TypeBox has them. Its own builder is a language of nearly
// seven hundred modules, which the service would hold in memory for good (ADR 0032); what we use of it is this page. A test holds
// that both make the same of the same.

/** What is used of TypeBox; whoever needs another kind adds it here, in `check-schema.ts` and in `pick-by-schema.ts`. */
type Kinds =
  | 'Array'
  | 'Boolean'
  | 'Integer'
  | 'Literal'
  | 'Null'
  | 'Number'
  | 'Object'
  | 'Optional'
  | 'Record'
  | 'String'
  | 'Union'
  | 'Unsafe'

type Options = Record<string, unknown>
type Properties = Record<string, object>

/** By this a schema is known as one of a property that may be missing. It is no part of the schema, and not shown with it. */
const optional = '~optional'

function objectOf(properties: Properties, options: Options = {}): object {
  const required = Object.keys(properties).filter((name) => !(optional in (properties[name] ?? {})))
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties, ...options }
}

const builders: Record<Kinds, (...given: never[]) => object> = {
  Array: (items: object, options: Options = {}) => ({ type: 'array', items, ...options }),
  Boolean: (options: Options = {}) => ({ type: 'boolean', ...options }),
  Integer: (options: Options = {}) => ({ type: 'integer', ...options }),
  Literal: (value: string | number | boolean, options: Options = {}) => ({ type: typeof value, const: value, ...options }),
  Null: (options: Options = {}) => ({ type: 'null', ...options }),
  Number: (options: Options = {}) => ({ type: 'number', ...options }),
  Object: objectOf,
  Optional: (schema: object) => Object.defineProperty({ ...schema }, optional, { value: true }),
  Record: (_name: object, value: object, options: Options = {}) => ({ type: 'object', patternProperties: { '^.*$': value }, ...options }),
  String: (options: Options = {}) => ({ type: 'string', ...options }),
  Union: (anyOf: object[], options: Options = {}) => ({ anyOf, ...options }),
  Unsafe: (schema: object) => schema,
}

// TypeBox's types say of each what it stands for; the marks that they name beside that are for TypeBox's own functions.
export const Type = builders as unknown as Pick<typeof TypeBox, Kinds>
