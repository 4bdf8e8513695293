import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { expect, test } from 'vitest'
import { pathOf } from './qr-path.ts'

/** Paints a path of unit squares, `scale` pixels each, as the browser does. */
function paint(path: string, size: number, scale: number) {
  const side = size * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      for (let dx = 0; dx < scale; dx++) {
        const at = ((Number(y) * scale + dy) * side + Number(x) * scale + dx) * 4
        data.fill(0, at, at + 3)
      }
    }
  }
  return { width: side, height: side, data }
}

test('what is drawn as a path reads back as the text, with a quiet zone of four modules', () => {
  const text = 'https://sign-in.example.org/app/#prompt.prm_abcdefghijklmnopqrstuv.ABCDEFGHIJKLMNOPQRSTUV'
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  for (let i = 0; i < 4; i++) expect(modules[i]?.some(Boolean)).toBe(false)
  expect(decodeQR(paint(pathOf(modules), modules.length, 4))).toBe(text)
})
