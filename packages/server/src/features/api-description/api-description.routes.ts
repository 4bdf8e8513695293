import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Core } from '../../core.ts'
import { cookieName } from '../../http/cookies.ts'
import { type ApiDescription, describeRoutes } from '../../http/describe-routes.ts'
import type { Routes } from '../../http/route.ts'

/** The description of this very program, whatever it was told to be. */
export const describeApi = (core: Pick<Core, 'config'>, app: Pick<FastifyInstance, 'routeTable'>): ApiDescription =>
  describeRoutes(app.routeTable, { session: cookieName(core.config, 'session'), signIn: cookieName(core.config, 'sign-in') })

/** Also in the docs; here it is the one of the version that runs. Not for strangers: they need not know what can be called. */
export function registerApiDescriptionRoutes(routes: Routes, core: Core, app: Pick<FastifyInstance, 'routeTable'>): void {
  let written: ApiDescription | undefined
  routes.route({
    method: 'GET',
    url: '/api/openapi.json',
    summary: 'This description',
    access: { session: ['full'] },
    answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
    handle: async () => {
      written ??= describeApi(core, app)
      return { ...written }
    },
  })
}
