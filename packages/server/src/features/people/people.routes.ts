import { IdParams } from '@sparekey/protocol/common'
import { Overview, People, PeopleQuery, PersonView } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { overview } from './overview.ts'
import { peopleList } from './people-list.ts'
import { registerPersonActs } from './person-acts.routes.ts'
import { personView } from './person-view.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

/** The console's view of the people, and what an administrator does to one of them.
 * @param methods all that could confirm */
export function registerPeopleRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/console/overview',
    summary: 'How many people there are, and what is left to set up',
    access: administrators,
    answer: Overview,
    handle: ({ session }) => overview(core, session),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/people',
    summary: 'People by name, 25 a page',
    access: administrators,
    query: PeopleQuery,
    answer: People,
    handle: ({ query }) => peopleList(core, query),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/people/:id',
    summary: 'One account',
    access: administrators,
    params: IdParams,
    answer: PersonView,
    handle: ({ session, params }) => personView(core, { session, account: params.id }),
  })
  registerPersonActs(routes, core, methods)
}
