import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../testing/whole.ts'
import { serializerCompiler, validatorCompiler } from './compilers.ts'

let app: TestApp
beforeAll(async () => {
  app = await buildTestApp()
})
afterAll(() => app.close())

describe('schemas that are compiled at first use', () => {
  it('can all be compiled', () => {
    const serializerOf = SerializerSelector()({}, {})
    for (const { method, url, schema } of app.app.routeTable) {
      for (const part of [schema.body, schema.params, schema.querystring])
        if (part) expect(() => Compile(part as TSchema), `${method} ${url}`).not.toThrow()
      for (const [httpStatus, answer] of Object.entries((schema.response ?? {}) as Record<string, TSchema>))
        expect(() => serializerOf({ method, url, httpStatus, schema: answer }), `${method} ${url} ${httpStatus}`).not.toThrow()
    }
  })
  it('take bodies as they are and read the numbers of addresses, from one and the same schema', () => {
    const schema = Type.Object({ page: Type.Integer() })
    expect(validatorCompiler({ schema, httpPart: 'querystring' })({ page: '7' })).toEqual({ value: { page: 7 } })
    expect(validatorCompiler({ schema, httpPart: 'body' })({ page: '7' })).toHaveProperty('error')
    expect(validatorCompiler({ schema, httpPart: 'body' })({ page: 7 })).toEqual({ value: { page: 7 } })
  })
  it('write nothing that a schema does not name', () => {
    const schema = Type.Object({ shown: Type.String() })
    const write = serializerCompiler({ schema, method: 'GET', url: '/', httpStatus: '200' })
    expect(write({ shown: 'a', secret: 'b' })).toBe('{"shown":"a"}')
    expect(write({ shown: 'c', secret: 'd' })).toBe('{"shown":"c"}')
  })
})
