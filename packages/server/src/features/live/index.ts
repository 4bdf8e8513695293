export { createLive, type Live, type Topic } from './live.ts'
export { connectLive } from './other-writers.ts'
