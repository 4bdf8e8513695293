import type { PhonePrompt } from '@sparekey/protocol/phone'
import { read, write } from './database.ts'

export interface ConfirmedPrompt {
  device: string
  prompt: PhonePrompt
  /** ms since 1970, by the server's clock. */
  confirmedAt: number
}

/** Small things the app remembers beside the keys. None of them is secret, and losing one costs nothing. */
export interface Notes {
  /** What was confirmed here lately, newest first: for 10 minutes "It wasn't me" still ends its session (SI-5). */
  confirmed: ConfirmedPrompt[]
  /** ms to add to this phone's clock to get the server's. */
  clockOffset: number
  /** The server's time when it was heard last, ms since 1970. */
  clockHeardAt: number
  /** The device id of the account that is shown. */
  current: string
  /** By device id: the time of the newest notice that was looked at. */
  noticesSeen: Record<string, number>
}

export const readNote = <K extends keyof Notes>(name: K): Promise<Notes[K] | undefined> =>
  read<Notes[K] | undefined>('notes', (store) => store.get(name))

export const writeNote = <K extends keyof Notes>(name: K, value: Notes[K]): Promise<void> =>
  write(['notes'], (tx) => {
    tx.objectStore('notes').put(value, name)
  })
