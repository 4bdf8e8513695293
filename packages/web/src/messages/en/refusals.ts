/** Every refusal, for pages inside a session. The others take only `refusals-outside.ts`, to stay small. */
export { refusalsInside } from './refusals-inside.ts'
export { refusals } from './refusals-outside.ts'
