import { minutes, seconds } from '../../src/kernel/clock.ts'
import type { TestAnswer, TestBrowser } from '../../src/testing/whole.ts'
import type { Beliefs, SessionBelief, SignInBelief } from './beliefs.ts'
import { type Place, placeNames, places, type Stage } from './cast.ts'
import { firstBeliefs } from './first-beliefs.ts'

/** What an act may write into the record: all of `must`, and anything of `may`. */
export interface Expected {
  must: string[]
  may: string[]
}

/** One story under way: the service, what is believed of it, and what was told so far. */
export interface Story {
  stage: Stage
  beliefs: Beliefs
  browsers: Record<Place, TestBrowser>
  /** The sign-in whose cookie a browser holds, as far as is believed. */
  current: Map<Place, SignInBelief>
  /** The session whose cookie a browser holds. */
  session: Map<Place, SessionBelief>
  lines: string[]
  /** Set by each act anew. */
  expected: Expected
  /** How many sessions there were by each way, for telling whether the stories get anywhere. */
  seen: Map<string, number>
  /** Ids of the record's rows that were looked at. */
  recorded: Set<string>
  now(): number
}

/** The service did what it must not. Its message is the whole story. */
export class Broken extends Error {}

export function beginStory(stage: Stage, seen: Map<string, number>): Story {
  const browsers = {} as Story['browsers']
  for (const place of placeNames) browsers[place] = stage.app.browser({ ip: places[place].ip, agent: agentOf(place) })
  return {
    stage,
    beliefs: firstBeliefs(stage),
    browsers,
    current: new Map(),
    session: new Map(),
    lines: [],
    expected: { must: [], may: [] },
    seen,
    recorded: new Set(),
    now: () => stage.core.clock.now(),
  }
}

const agentOf = (place: Place): string =>
  place === 'Ana’s laptop'
    ? 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15'
    : 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** @throws Broken where something is not as it must be */
export function holds(_story: Story, fact: boolean, otherwise: string): asserts fact {
  if (!fact) throw new Broken(otherwise)
}

export const tell = (story: Story, line: string): void => {
  story.lines.push(line)
}

export const saw = (story: Story, what: string): void => {
  story.seen.set(what, (story.seen.get(what) ?? 0) + 1)
}

/** What an answer was, in a few characters. */
export function short(answer: TestAnswer): string {
  const body = answer.body as { code?: string; step?: string } | undefined
  return answer.status === 200 ? `200${body?.step ? ` ${body.step}` : ''}` : `${answer.status} ${body?.code ?? ''}`
}

/** The act was done: the record has these rows. */
export const writes = (story: Story, ...acts: string[]): void => {
  story.expected.must.push(...acts)
}

/** The record may have these, too. */
export const mayWrite = (story: Story, ...acts: string[]): void => {
  story.expected.may.push(...acts)
}

/** Everything that people do takes them a moment. */
export const takesTime = (story: Story, ms: number = seconds(20)): void => story.stage.core.clock.advance(ms)

/** SI-11. */
export const canStillConfirm = (one: SignInBelief, now: number): boolean => one.over === undefined && now < one.at + minutes(10)
