import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import { Type } from '@sparekey/protocol/schema'
import fc from 'fast-check'
import { type TSchema, Type as TypeBox } from 'typebox'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../testing/whole.ts'
import { checkOf, type WireSchema } from './check-schema.ts'
import { serializerCompiler, validatorCompiler } from './compilers.ts'
import { pickOf } from './pick-by-schema.ts'

let app: TestApp
beforeAll(async () => {
  app = await buildTestApp()
})
afterAll(() => app.close())

describe('schemas that are read at first use', () => {
  it('can all be read', () => {
    for (const { method, url, schema } of app.app.routeTable) {
      for (const part of [schema.body, schema.params, schema.querystring])
        if (part) expect(() => checkOf(part as WireSchema), `${method} ${url}`).not.toThrow()
      for (const [status, answer] of Object.entries((schema.response ?? {}) as Record<string, WireSchema>)) {
        expect(() => pickOf(answer), `${method} ${url} ${status}`).not.toThrow()
        expect(() => checkOf(answer), `${method} ${url} ${status}`).not.toThrow()
      }
    }
  })
  it('take bodies as they are and read the numbers of addresses, from one and the same schema', () => {
    const schema = Type.Object({ page: Type.Integer() }) as WireSchema
    expect(validatorCompiler({ schema, httpPart: 'querystring' })({ page: '7' })).toEqual({ value: { page: 7 } })
    for (const page of ['', ' 7', '7a', '0x7', '7e3', '7.5', '9'.repeat(16), ['7', '8']])
      expect(validatorCompiler({ schema, httpPart: 'querystring' })({ page }), String(page)).toHaveProperty('error')
    expect(validatorCompiler({ schema, httpPart: 'body' })({ page: '7' })).toHaveProperty('error')
    expect(validatorCompiler({ schema, httpPart: 'body' })({ page: 7 })).toEqual({ value: { page: 7 } })
  })
  it('refuse what they do not understand, rather than promise what nobody checks', () => {
    for (const schema of [
      { type: 'string', format: 'email' },
      { type: 'date' },
      {},
      { type: 'array' },
      { type: 'array', items: { not: {} } },
    ])
      expect(() => checkOf(schema as WireSchema)).toThrow()
    const someNames = { type: 'object', patternProperties: { '^a': { type: 'string' } } }
    expect(() => checkOf(someNames as WireSchema)).toThrow()
    expect(() => pickOf(someNames as WireSchema)).toThrow()
  })
})

describe('answers', () => {
  const write = (schema: unknown) => serializerCompiler({ schema })
  it('show nothing that a schema does not name', () => {
    const shown = write(Type.Object({ shown: Type.String(), list: Type.Array(Type.Object({ a: Type.Integer() })) }))
    expect(shown({ shown: 'a', list: [{ a: 1, secret: 'b' }], secret: 'b' })).toBe('{"shown":"a","list":[{"a":1}]}')
    expect(shown({ shown: 'c', list: [], toJSON: () => ({ secret: 'd' }) })).toBe('{"shown":"c","list":[]}')
    const either = write(Type.Union([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]))
    expect(either({ b: 'x', secret: 'y' })).toBe('{"b":"x"}')
  })
  it('are never sent if they are not as their schema says', () => {
    const strict = write(Type.Object({ name: Type.String(), state: Type.Literal('open') }))
    for (const wrong of [
      { state: 'open' },
      { name: null, state: 'open' },
      { name: { a: 1 }, state: 'open' },
      { name: 'a', state: 'b' },
      [],
      null,
    ])
      expect(() => strict(wrong)).toThrow()
    expect(() => write(Type.Object({ n: Type.Integer() }))({ n: '' })).toThrow()
  })
  it('read numbers as the databases give them', () => {
    const counted = write(Type.Object({ n: Type.Integer(), yes: Type.Boolean() }))
    expect(counted({ n: '12', yes: 1 })).toBe('{"n":12,"yes":true}')
    expect(counted({ n: 12n, yes: 0 })).toBe('{"n":12,"yes":false}')
  })
})

type Builder = typeof Type
/** A recipe, so that both builders can make the same of it. */
type Recipe = (build: Builder) => TSchema

const name = fc.constantFrom('a', 'b', 'toString', 'constructor', '__proto__x')
const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => ({
  recipe: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(fc.nat(3), fc.integer({ min: 3, max: 6 })).map(
      ([minLength, maxLength]): Recipe =>
        (t) =>
          t.String({ minLength, maxLength }),
    ),
    fc.constantFrom<Recipe>(
      (t) => t.String({ pattern: '^[a-z]+_[A-Za-z0-9_-]+$' }),
      (t) => t.Integer({ minimum: 0, maximum: 9 }),
      (t) => t.Number(),
      (t) => t.Boolean(),
      (t) => t.Null(),
      (t) => t.Literal('open'),
      (t) => t.Literal(24),
      (t) => t.Literal(true),
    ),
    tie('recipe').map(
      (items): Recipe =>
        (t) =>
          t.Array(items(t), { minItems: 1, maxItems: 2 }),
    ),
    tie('recipe').map(
      (value): Recipe =>
        (t) =>
          t.Record(t.String(), value(t)),
    ),
    fc.tuple(tie('recipe'), tie('recipe')).map(
      ([one, other]): Recipe =>
        (t) =>
          t.Union([one(t), other(t)]),
    ),
    fc
      .tuple(
        fc.uniqueArray(name, { maxLength: 3 }),
        fc.array(fc.tuple(tie('recipe'), fc.boolean()), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
      )
      .map(
        ([names, parts, open]): Recipe =>
          (t) => {
            const given = names.map((one, nth) => {
              const [part, needed] = parts[nth] as [Recipe, boolean]
              return [one, needed ? part(t) : t.Optional(part(t))] as const
            })
            return t.Object(Object.fromEntries(given), open ? {} : { additionalProperties: false })
          },
      ),
  ),
}))

/** Values of about the form of a schema, and quite other ones. */
function about(schema: WireSchema): fc.Arbitrary<unknown> {
  const other = fc.constantFrom<unknown>(null, 0, 1, 24, 9.5, -1, '', 'open', 'a_b', '🔑🔑🔑🔑', 'ééééééé', true, false, [], {}, [['a']], {
    a: 1,
  })
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(about))
    if (schema.items) return fc.array(about(schema.items), { maxLength: 3 })
    if (schema.patternProperties) return fc.dictionary(name, about(schema.patternProperties['^.*$'] ?? {}), { maxKeys: 3 })
    if (schema.properties) {
      const fields: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
        Object.entries(schema.properties).map(([field, one]) => [field, about(one)]),
      )
      const more: Record<string, fc.Arbitrary<unknown>> = { ...fields, more: fc.constant('x') }
      return fc.record(more, { requiredKeys: Object.keys(fields) })
    }
    return 'const' in schema
      ? fc.constant(schema.const)
      : fc.oneof(other, fc.string({ unit: 'grapheme', maxLength: 8 }), fc.integer({ min: -1, max: 12 }))
  }
  return fc.oneof({ weight: 5, arbitrary: fitting() }, { weight: 1, arbitrary: other })
}

describe('our small reader of schemas', () => {
  it('builds the schemas that TypeBox builds', () => {
    fc.assert(
      fc.property(recipe, (make) => {
        expect(JSON.stringify(make(Type))).toBe(JSON.stringify(make(TypeBox)))
      }),
    )
  })
  it('takes what TypeBox takes, refuses what it refuses, and writes what fast-json-stringify writes', () => {
    const serializerOf = SerializerSelector()({}, {})
    const tried = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(
        recipe.chain((make) => fc.tuple(fc.constant(make), about(make(Type) as WireSchema))),
        ([make, value]) => {
          const schema = make(Type) as WireSchema
          const taken = checkOf(schema)(value)
          expect(taken).toBe(Compile(make(TypeBox)).Check(value))
          tried[taken ? 'taken' : 'refused']++
          if (!taken) return
          const before = serializerOf({ schema: make(TypeBox), method: 'GET', url: '/', httpStatus: '200' })
          expect(JSON.parse(serializerCompiler({ schema })(value))).toEqual(JSON.parse(before(value)))
        },
      ),
      { numRuns: 400 },
    )
    expect(Math.min(tried.taken, tried.refused)).toBeGreaterThan(40)
  })
})
