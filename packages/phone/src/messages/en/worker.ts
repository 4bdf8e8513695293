/** What the service worker itself says; the rest of a notification comes from the server. A language may have its own file. */
export const worker = {
  'worker.title': 'Sparekey',
  'worker.body': 'Something waits for you. Open the app to see what.',
  'worker.deny': 'Deny',
} as const
