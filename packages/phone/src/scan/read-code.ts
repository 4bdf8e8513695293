/** Reads the QR code in a picture: its text, or undefined if there is none to be read. */
export type ReadCode = (picture: ImageBitmap | HTMLVideoElement, thorough: boolean) => Promise<string | undefined>

/** Pixels on the longer side: enough for a code of 90 characters that fills a third of the picture. */
const longest = 1024

function pixelsOf(picture: ImageBitmap | HTMLVideoElement, context: CanvasRenderingContext2D): ImageData | undefined {
  const [width, height] = 'videoWidth' in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
  if (width === 0 || height === 0) return undefined
  const scale = Math.min(1, longest / Math.max(width, height))
  const { canvas } = context
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The browser's own reader, where there is one (Android). */
async function nativeReader(): Promise<ReadCode | undefined> {
  const Detector = (globalThis as { BarcodeDetector?: BarcodeDetectorConstructor }).BarcodeDetector
  const formats = await Detector?.getSupportedFormats().catch((): string[] => [])
  if (!Detector || !formats?.includes('qr_code')) return undefined
  const detector = new Detector({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue
}

/** The reader that comes with the app, loaded when it is needed. */
async function ownReader(): Promise<ReadCode> {
  const { default: decodeQR } = await import('qr/decode.js')
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('there is no canvas')
  return async (picture, thorough) => {
    const pixels = pixelsOf(picture, context)
    if (!pixels) return undefined
    try {
      return decodeQR(pixels, thorough ? { effort: Infinity, timeLimit: Infinity } : {})
    } catch {
      return undefined
    }
  }
}

export const makeReader = async (): Promise<ReadCode> => (await nativeReader()) ?? (await ownReader())
