/** The text to the number that was on record before (SM-3). No link and no account name: texts are read by others. */
export const oldNumberText = (q: { siteName: string; gone: boolean; support?: string | undefined }): string =>
  `${q.siteName}: ${q.gone ? 'this number was removed from your account' : 'the phone number of your account was changed'}. If that was you, there is nothing to do. If not, log in and check your account${q.support ? `, or contact ${q.support}` : ''}.`
