import { join } from 'node:path'
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node'
import type { Copy } from '../copy.ts'
import type { RuleBreakage } from './rule.ts'

/** What one breakage came to. */
export interface Tried {
  breakage: RuleBreakage
  /** Titles of tests that failed by an assertion. */
  found: string[]
  /** What the first of them says. */
  says?: string
  /** Why it counts as not found. */
  why?: string
  /** ms */
  took: number
}

/** A copy that does not work at all, or a busy machine: they say nothing about the rule. */
const ofBrokenCode = /^(ReferenceError|SyntaxError|TypeError)|timed out/

/** The tests in a copy, kept ready between runs: only what was changed is read anew. */
class Runner {
  readonly #vitest: Vitest
  readonly #specs = new Map<string, TestSpecification[]>()

  constructor(vitest: Vitest) {
    this.#vitest = vitest
  }

  async specsOf(files: readonly string[]): Promise<TestSpecification[]> {
    const specs: TestSpecification[] = []
    for (const file of files) {
      const known = this.#specs.get(file) ?? (await this.#vitest.globTestSpecifications([file]))
      this.#specs.set(file, known)
      specs.push(...known)
    }
    return specs
  }

  /** @param changed files that are others than in the run before */
  async run(
    files: readonly string[],
    changed: readonly string[],
  ): Promise<{ passed: string[]; failed: { title: string; why: string }[]; broken?: string }> {
    for (const file of changed) this.#vitest.invalidateFile(file)
    const specs = await this.specsOf(files)
    const { testModules, unhandledErrors } = await this.#vitest.rerunTestSpecifications(specs, false)
    const ours = new Set(specs.map((spec) => spec.moduleId))
    const passed: string[] = []
    const failed: { title: string; why: string }[] = []
    let broken: string | undefined
    // What earlier runs of other files came to is still among them.
    for (const module of testModules.filter((one) => ours.has(one.moduleId))) {
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed.push(test.fullName)
        if (result.state === 'failed') {
          const [error] = result.errors
          failed.push({ title: test.fullName, why: `${error?.name ?? 'Error'}: ${error?.message ?? ''}`.split('\n')[0] ?? '' })
        }
      }
      const [error] = module.errors()
      if (error) broken ??= error.message.split('\n')[0] ?? 'a file does not load'
    }
    const [unhandled] = unhandledErrors as { message?: string }[]
    if (unhandled && failed.length === 0) broken ??= `unhandled: ${unhandled.message ?? ''}`.split('\n')[0]
    return { passed, failed, ...(broken ? { broken } : {}) }
  }
}

async function openRunner(folder: string): Promise<{ runner: Runner; vitest: Vitest }> {
  const vitest = await createVitest('test', {
    root: folder,
    config: join(folder, 'vitest.config.ts'),
    watch: false,
    // The first that fails is enough.
    bail: 1,
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: [{}],
  })
  return { runner: new Runner(vitest), vitest }
}

/** Breaks one rule after the other in a copy and runs its tests.
 * @param each is told of every one
 * @param q.proved the tests are known to pass without anything broken
 * @throws where a test fails without anything broken */
export async function runRules(
  copy: Copy,
  breakages: readonly RuleBreakage[],
  each: (tried: Tried) => void,
  q: { proved?: boolean } = {},
): Promise<void> {
  const { runner, vitest } = await openRunner(copy.folder)
  try {
    for (const file of q.proved ? [] : new Set(breakages.flatMap((one) => one.tests))) {
      const whole = await runner.run([join('packages', file)], [])
      if (whole.broken || whole.failed.length > 0 || whole.passed.length === 0)
        throw new Error(`${file} must pass before something is broken: ${whole.broken ?? whole.failed[0]?.title ?? 'it has no tests'}`)
    }
    for (const breakage of breakages) {
      const began = Date.now()
      const changed = [...new Set(breakage.changes.map((one) => join(copy.folder, 'packages', one.file)))]
      const mend = copy.breakBy(breakage)
      const ran = await runner.run(
        breakage.tests.map((file) => join('packages', file)),
        changed,
      )
      mend()
      for (const file of changed) vitest.invalidateFile(file)
      each({ breakage, took: Date.now() - began, ...verdict(ran) })
    }
  } finally {
    await vitest.close()
  }
}

function verdict(ran: Awaited<ReturnType<Runner['run']>>): Pick<Tried, 'found' | 'says' | 'why'> {
  const real = ran.failed.filter((one) => !ofBrokenCode.test(one.why))
  const found = real.map((one) => one.title)
  if (real[0]) return { found, says: real[0].why }
  if (ran.broken) return { found, why: ran.broken }
  const [odd] = ran.failed
  return {
    found,
    why: odd
      ? `it fails for another reason: ${odd.title}: ${odd.why}`
      : `its tests pass with the mistake in it (${ran.passed.length} passed)`,
  }
}
