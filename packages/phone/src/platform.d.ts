/** What browsers have and TypeScript's own declarations lack. Everything here may be missing at run time. */

interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

interface DetectedBarcode {
  readonly rawValue: string
}

interface BarcodeDetector {
  detect(source: CanvasImageSource): Promise<DetectedBarcode[]>
}

interface BarcodeDetectorConstructor {
  new (options: { formats: string[] }): BarcodeDetector
  getSupportedFormats(): Promise<string[]>
}

/** Chromium's offer to install, which a page may keep and show later. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>
}

interface NavigatorUAData {
  readonly platform: string
  getHighEntropyValues(hints: string[]): Promise<{ model?: string; platformVersion?: string }>
}
