import type { CaseRequest, CaseView, MyAnswer } from '@sparekey/protocol/cases'

/** The answer that this viewer is giving, and to which request; without one it ends in an access code (RR-7). */
export interface Picked {
  request: CaseRequest | undefined
  mine: MyAnswer
}

/** In an address: an answer without a request, though there are some. */
export const noRequest = 'none'

export const openRequests = (view: Pick<CaseView, 'requests'>): CaseRequest[] => view.requests.filter((one) => one.state === 'open')

const begun = ({ mine }: CaseRequest): boolean => mine.step !== 'contact' || mine.contact !== undefined || mine.managerPending !== undefined

/** Which request the steps are about: the one asked for, the only one, the one already begun; undefined while there is a choice. */
export function pickedOf(view: Pick<CaseView, 'requests' | 'mine'>, wanted: string | null): Picked | undefined {
  const open = openRequests(view)
  const withoutRequest = view.mine && { request: undefined, mine: view.mine }
  if (wanted === noRequest && withoutRequest) return withoutRequest
  const named = open.find((one) => one.id === wanted)
  const request = named ?? (open.length === 1 ? open[0] : open.find(begun))
  if (request) return { request, mine: request.mine }
  return open.length === 0 ? withoutRequest : undefined
}
