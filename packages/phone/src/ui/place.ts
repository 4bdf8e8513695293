import { countryName, placeText } from '@sparekey/protocol/place'
import { language, t } from '../messages/messages.ts'

/** Where an address lies, in the reader's language; nothing where it is not known. */
export const placeName = (place: string | undefined): string | undefined =>
  place && placeText(place, { language: language(), local: t('place.local') })

/** A country, by its two letters, in the reader's language. */
export const countryText = (code: string): string => countryName(code, language())
