export { clockTroubles, noticedTroubles, watchClock } from './clock-watch.ts'
export { troubleText } from './trouble.ts'
