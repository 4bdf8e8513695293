/** What two samples of times say about each other. */
export interface Compared {
  /** Mann–Whitney: how often chance alone shifts two equal samples at least this far, both sides. */
  shiftP: number
  /** Kolmogorov–Smirnov: the same for their whole shapes, so also for a few slow ones. */
  shapeP: number
  /** How much more often a value of the first is the larger one than the smaller one: 0 for equal, 1 for always (Cliff's delta). */
  effect: number
}

/** Below this an effect is called negligible (Romano and others, 2006: 0.147). */
const smallEffect = 0.1
const leastP = 0.01

export const toldApart = ({ shiftP, shapeP, effect }: Compared): boolean =>
  shiftP <= leastP || shapeP <= leastP || Math.abs(effect) >= smallEffect

/** The two tails of the normal distribution beyond z. W. J. Cody's and others' erfc in the form of Numerical Recipes, §6.2:
 * relative error below 1.2e-7 everywhere. */
function bothTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277]
  const sum = terms.reduceRight((rest, term) => term + t * rest, 0)
  return Math.min(1, t * Math.exp(-x * x + sum))
}

/** The ranks of both samples put together; equal values share the middle of theirs. */
function ranked(a: readonly number[], b: readonly number[]): { sumOfFirst: number; ties: number } {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))].sort(
    (x, y) => x.value - y.value,
  )
  let sumOfFirst = 0
  let ties = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    const size = to - from
    const rank = (from + 1 + to) / 2
    for (let n = from; n < to; n++) if (all[n]?.first) sumOfFirst += rank
    ties += size ** 3 - size
    from = to
  }
  return { sumOfFirst, ties }
}

/** Mann–Whitney U by the normal approximation with ties and continuity, as large samples are tested. */
function shift(a: readonly number[], b: readonly number[]): { p: number; effect: number } {
  const [n, m] = [a.length, b.length]
  const { sumOfFirst, ties } = ranked(a, b)
  const u = sumOfFirst - (n * (n + 1)) / 2
  const all = n + m
  const spread = Math.sqrt(((n * m) / 12) * (all + 1 - ties / (all * (all - 1))))
  const distance = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5)
  return { p: spread === 0 ? 1 : bothTails(distance / spread), effect: (2 * u) / (n * m) - 1 }
}

/** The largest distance between the two distribution functions, and how likely chance makes one as large (Stephens' form of the
 * Kolmogorov distribution, Numerical Recipes §14.3). */
function shape(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [[...a].sort((s, t) => s - t), [...b].sort((s, t) => s - t)]
  let [i, j, largest] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i] ?? 0, y[j] ?? 0)
    while (i < x.length && x[i] === value) i++
    while (j < y.length && y[j] === value) j++
    largest = Math.max(largest, Math.abs(i / x.length - j / y.length))
  }
  const root = Math.sqrt((x.length * y.length) / (x.length + y.length))
  const lambda = (root + 0.12 + 0.11 / root) * largest
  if (lambda < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, sum))
}

/** Compares two samples of independent measurements. */
export function compareSamples(a: readonly number[], b: readonly number[]): Compared {
  const { p, effect } = shift(a, b)
  return { shiftP: p, shapeP: shape(a, b), effect }
}
