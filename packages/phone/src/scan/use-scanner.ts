import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type CameraFailure, closeCamera, openCamera } from './camera.ts'
import { makeReader } from './read-code.ts'

/** ms between two looks at the picture: often enough to feel immediate, seldom enough to leave the phone cool. */
const lookEvery = 120

export type ScannerState = 'starting' | 'seeing' | CameraFailure

/** Shows the camera in a video element and reads codes from it.
 * @param onText called with each text that was read; answers whether that was the one, which ends the scanning */
export function useScanner(onText: (text: string) => boolean): { video: RefObject<HTMLVideoElement | null>; state: ScannerState } {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<ScannerState>('starting')
  const take = useRef(onText)
  take.current = onText

  useEffect(() => {
    let over = false
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined

    const scan = async (element: HTMLVideoElement) => {
      const read = await makeReader()
      const look = async () => {
        const text = await read(element, false)
        if (over || (text !== undefined && take.current(text))) return
        timer = setTimeout(() => void look(), lookEvery)
      }
      await look()
    }

    const start = async () => {
      const camera = await openCamera()
      if (typeof camera === 'string') return setState(camera)
      stream = camera
      const element = video.current
      if (over || !element) return closeCamera(camera)
      element.srcObject = camera
      await element.play().catch(() => undefined)
      setState('seeing')
      await scan(element)
    }

    void start()
    return () => {
      over = true
      clearTimeout(timer)
      if (stream) closeCamera(stream)
    }
  }, [])

  return { video, state }
}
