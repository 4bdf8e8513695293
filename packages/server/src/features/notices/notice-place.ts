import type { Core } from '../../core.ts'
import type { NoticeParams } from './notice-kinds.ts'

/** Where an address in a notice lies (SI-14), as it is known now: the notice keeps the place of then. */
export function withPlace({ places }: Pick<Core, 'places'>, params: NoticeParams): NoticeParams {
  const place = params.ip ? places.of(params.ip) : undefined
  return place ? { ...params, place } : params
}
