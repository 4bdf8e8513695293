import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../kernel/errors.ts'
import { testConfig } from '../../testing/index.ts'
import { checkPassword } from './check-password.ts'
import { commonPasswords } from './common-passwords.ts'

const check = async (password: string, more: { min?: number; words?: string[]; file?: string } = {}) => {
  const config = more.file ? { ...testConfig, breachedPasswordsFile: more.file } : testConfig
  return (await checkPassword({ config }, password, { min: more.min ?? 15, words: more.words ?? [] }))?.code
}

describe('EN-3 a new password', () => {
  it('has 15 characters at least, and up to 128 are taken', async () => {
    expect(await check('quiet-otter-7!')).toBe('password_too_short')
    expect(await check('quiet-otter-77!')).toBeUndefined()
    expect(await check('🦦quiet🦦otter🦦lamp🦦'.repeat(3))).toBeUndefined()
    expect(await check(Array.from({ length: 128 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join(''))).toBeUndefined()
    expect(await check('ab cd ef gh'.repeat(12))).toBe('password_too_long')
  })
  it('N-03 may be made of any kind of characters', async () => {
    for (const password of [
      'lowercase only words here',
      '7391 5520 8846 2107',
      'ЖАРКОЕ лето 1976 года',
      '                x',
      'aaaaaaaaaaaaaaaaab',
    ])
      expect(await check(password), password).toBeUndefined()
  })
  it('is looked up in at least 10,000 common ones, offline, in any case', async () => {
    const list = await commonPasswords()
    expect(list.size).toBeGreaterThanOrEqual(10_000)
    for (const password of ['password', 'qwertyuiop', '1q2w3e4r5t']) expect(list.has(password)).toBe(true)
    for (const password of ['qwertyuiop', 'QWERTYuiop', 'ｐａｓｓｗｏｒｄ'])
      expect(await check(password, { min: 8 }), password).toBe('password_common')
  })
  it('is not a common one repeated, or a few characters repeated', async () => {
    for (const password of ['passwordpassword', 'abcabcabcabcabcabc', 'zzzzzzzzzzzzzzzzzz', 'letmeinletmeinletmein'])
      expect(await check(password), password).toBe('password_common')
  })
  it("is not made of the account's own words, or the site's name", async () => {
    expect(await check('Ana Silva Ana Silva', { words: ['Ana Silva'] })).toBe('password_own_words')
    expect(await check('ExampleExample1!')).toBe('password_own_words')
  })
})

describe("EN-3 the operator's list of breached passwords", () => {
  let folder: string
  let file: string
  const breached = Array.from({ length: 1000 }, (_, n) => `breached password ${n}`)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'breached-'))
    file = join(folder, 'list')
    const entries = breached.map((text) => createHash('sha1').update(text).digest().subarray(0, 8))
    writeFileSync(file, Buffer.concat(entries.sort(Buffer.compare)))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('refuses each that is in it, and none that is not', async () => {
    for (const password of breached) expect(await check(password, { file })).toBe('password_common')
    for (let n = 0; n < 200; n++) expect(await check(`unheard of words ${n}`, { file })).toBeUndefined()
  })
  it('an empty one refuses nothing', async () => {
    const empty = join(folder, 'empty')
    writeFileSync(empty, '')
    expect(await check('quiet otter on the lamp', { file: empty })).toBeUndefined()
  })
  it('lets nothing through when it is missing or damaged', async () => {
    const damaged = join(folder, 'damaged')
    writeFileSync(damaged, 'not a list')
    for (const bad of [damaged, join(folder, 'missing')])
      await expect(check('quiet otter on the lamp', { file: bad })).rejects.toThrow(AppError)
  })
})
