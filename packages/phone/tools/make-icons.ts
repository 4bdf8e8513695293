/** Draws the app's icons from the key mark (`npm run icons -w @sparekey/phone`). Their PNGs are committed: the build needs
 * nothing that draws. The mark is three strokes on a 24 × 24 field, so distances to them are all that is needed. */
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

const brass: Colour = [0x8a, 0x5a, 0x00, 255]
const paper: Colour = [0xfb, 0xf9, 0xf5, 255]
const none: Colour = [0, 0, 0, 0]
const white: Colour = [255, 255, 255, 255]

const stroke = 1.75
const strokes = [
  [12.25, 12, 21, 12],
  [18, 12, 18, 15.25],
  [15, 12, 15, 14.25],
] as const
/** The middle of the mark as it is drawn, which is not that of the field. */
const middle = { x: 12.3, y: 12 }

function toSegment(x: number, y: number, [ax, ay, bx, by]: readonly [number, number, number, number]): number {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
  const at = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay))
}

/** Distance to the edge of the mark; negative inside. In units of the field. */
function toMark(x: number, y: number): number {
  const ring = Math.abs(Math.hypot(x - 8, y - 12) - 4.25)
  return Math.min(ring, ...strokes.map((one) => toSegment(x, y, one))) - stroke / 2
}

/** Distance to the edge of a square with round corners, 1 wide, around 0; negative inside. */
function toSquare(x: number, y: number, radius: number): number {
  const dx = Math.abs(x) - 0.5 + radius
  const dy = Math.abs(y) - 0.5 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}

/** How much of a pixel lies inside an edge that is `distance` pixels away. */
const covered = (distance: number) => Math.min(1, Math.max(0, 0.5 - distance))
const mix = (under: Colour, over: Colour, share: number): Colour => {
  const alpha = under[3] + (over[3] - under[3]) * share
  const part = (i: 0 | 1 | 2) => (alpha === 0 ? 0 : (under[i] * under[3] * (1 - share) + over[i] * over[3] * share) / alpha)
  return [part(0), part(1), part(2), alpha]
}

interface Icon {
  file: string
  /** px */
  size: number
  /** How much of the width the mark takes. */
  share: number
  ground: Colour
  ink: Colour
  /** Corner radius as a part of the width. */
  corner: number
}

function draw({ size, share, ground, ink, corner }: Icon): Uint8Array {
  const unit = 18.9 / (size * share)
  const pixels = new Uint8Array(size * size * 4)
  for (let i = 0; i < size * size; i++) {
    const x = (i % size) + 0.5 - size / 2
    const y = Math.floor(i / size) + 0.5 - size / 2
    const square = mix(none, ground, covered(toSquare(x / size, y / size, corner) * size))
    const mark = covered(toMark(x * unit + middle.x, y * unit + middle.y) / unit)
    pixels.set(mix(square, ink, mark).map(Math.round), i * 4)
  }
  return pixels
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** PNG, 8 bits a channel with alpha (ISO/IEC 15948). */
function png(size: number, pixels: Uint8Array): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) rows.set(pixels.subarray(y * size * 4, (y + 1) * size * 4), y * (size * 4 + 1) + 1)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const icons: readonly Icon[] = [
  { file: 'icon-192.png', size: 192, share: 0.68, ground: paper, ink: brass, corner: 0.225 },
  { file: 'icon-512.png', size: 512, share: 0.68, ground: paper, ink: brass, corner: 0.225 },
  // The system cuts these to its own shape: the mark stays in the middle four fifths.
  { file: 'icon-maskable-512.png', size: 512, share: 0.54, ground: paper, ink: brass, corner: 0 },
  { file: 'apple-touch-icon.png', size: 180, share: 0.64, ground: paper, ink: brass, corner: 0 },
  // Android draws this one in a colour of its own, in the status bar.
  { file: 'badge-96.png', size: 96, share: 0.9, ground: none, ink: white, corner: 0 },
]

for (const icon of icons) {
  writeFileSync(new URL(`../public/${icon.file}`, import.meta.url), png(icon.size, draw(icon)))
}
