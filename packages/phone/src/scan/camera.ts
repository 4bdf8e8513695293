/** Why there is no picture: `refused` by the person or the browser's settings, or `missing`. */
export type CameraFailure = 'refused' | 'missing'

/** Opens the camera at the back, in a size that a QR code is read from quickly. */
export async function openCamera(): Promise<MediaStream | CameraFailure> {
  try {
    const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    return await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false })
  } catch (failure) {
    return failure instanceof DOMException && failure.name === 'NotAllowedError' ? 'refused' : 'missing'
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
