import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/compile'
import type { ApiDescription, JsonSchema, Operation } from '../../src/http/describe-routes.ts'

/** One route, as the description in the docs has it: what the test knows of the service, it knows from there. */
export interface Route {
  name: string
  method: string
  path: string
  operation: Operation
  /** Names of the values in its path. */
  params: string[]
  body: JsonSchema | undefined
  streams: boolean
  takes(body: unknown): boolean
  /** Whether an answer has the form that is declared for its status. */
  answers(status: number, body: unknown): boolean
}

type Check = (value: unknown) => boolean

const checkOf = (schema: JsonSchema): Check => {
  const compiled = Compile(schema)
  return (value) => compiled.Check(value)
}

const description = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8')) as ApiDescription
const refusal = checkOf(description.components.schemas.Refusal as JsonSchema)

/** Whether an answer is a refusal, as any address gives it. */
export const isRefusal = (status: number, body: unknown): boolean => status >= 400 && refusal(body)

/** Every route of the description. */
export function describedRoutes(): Route[] {
  return Object.entries(description.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]): Route => {
      const body = operation.requestBody?.content['application/json'].schema
      const done = operation.responses['200']?.content?.['application/json']?.schema
      const isDone = done ? checkOf(done) : () => false
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
        params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
        body,
        streams: operation.responses['200']?.content?.['text/event-stream'] !== undefined,
        takes: body ? checkOf(body) : () => true,
        answers: (status, value) => (status < 300 ? isDone(value) : isRefusal(status, value)),
      }
    }),
  )
}
