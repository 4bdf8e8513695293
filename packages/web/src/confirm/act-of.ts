import type { RefusalBody } from '@sparekey/protocol/errors'

export interface NamedAct {
  act: string
  params: Record<string, string>
}

const isParams = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')

/** The act whose confirmation the service asks for: `detail.act`, and its parameters as JSON in `detail.params`. */
export function actOf(refusal: RefusalBody): NamedAct | undefined {
  const act = refusal.detail?.act
  if (typeof act !== 'string') return undefined
  try {
    const params: unknown = JSON.parse(String(refusal.detail?.params ?? '{}'))
    return isParams(params) ? { act, params } : undefined
  } catch {
    return undefined
  }
}
