import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** What Biome must refuse with our configuration: each planted in a folder of its own. */
const planted: { rule: string; files: Record<string, string> }[] = [
  {
    rule: 'noImportCycles',
    files: {
      'packages/a/src/one.ts': "import { two } from './two.ts'\nexport const one = (): number => two() + 1\n",
      'packages/a/src/two.ts': "import { one } from './one.ts'\nexport const two = (): number => one() + 1\n",
    },
  },
  {
    rule: 'noFloatingPromises',
    files: { 'packages/a/src/a.ts': 'const save = async (): Promise<void> => {}\nexport function f(): void {\n  save()\n}\n' },
  },
  { rule: 'noUndeclaredDependencies', files: { 'packages/a/src/a.ts': "import { x } from 'left-pad'\nexport const y = x\n" } },
  {
    rule: 'useImportExtensions',
    files: { 'packages/a/src/a.ts': "import { b } from './b'\nexport const c = b\n", 'packages/a/src/b.ts': 'export const b = 1\n' },
  },
  { rule: 'noExplicitAny', files: { 'packages/a/src/a.ts': 'export const f = (x: any): void => x\n' } },
]

/** Runs Biome with the house's configuration over planted violations.
 * @param root of the repository
 * @returns what it did not find, a sentence each */
export function blindLint(root: string): string[] {
  return planted.flatMap(({ rule, files }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-biome-'))
    try {
      const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as Record<string, unknown>
      // There is no repository around a planted file whose ignored paths could be read.
      writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }))
      cpSync(join(root, 'package.json'), join(folder, 'package.json'))
      mkdirSync(join(folder, 'packages/a'), { recursive: true })
      writeFileSync(join(folder, 'packages/a/package.json'), '{"name":"a","type":"module"}')
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      const run = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--error-on-warnings', '--colors=off', 'packages'], {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      })
      const found = run.status !== 0 && `${run.stdout}${run.stderr}`.includes(rule)
      return found ? [] : [`Biome does not find what is planted for ${rule}: ${(run.stdout + run.stderr).slice(0, 600)}`]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
