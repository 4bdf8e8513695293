import type { FastifyInstance } from 'fastify'
import type { Core, End, EndingAct, Ends } from './core.ts'
import { endAccessCodes, registerAccessCodeRoutes } from './features/access-codes/index.ts'
import { registerAccountPageRoutes } from './features/account-page/index.ts'
import { registerAddressRoutes } from './features/addresses/index.ts'
import { registerApiDescriptionRoutes } from './features/api-description/index.ts'
import { registerAttemptRoutes } from './features/attempts/index.ts'
import { registerBreakGlassRoutes } from './features/break-glass/index.ts'
import { endBrowsers } from './features/browsers/index.ts'
import type { Method } from './features/confirmation/index.ts'
import { registerDeviceRemovalRoutes } from './features/device-removal/index.ts'
import { registerFirstStartRoutes } from './features/first-start/index.ts'
import { registerGroupRoutes } from './features/groups/index.ts'
import { endAllowances, registerHeldMethodRoutes } from './features/held-methods/index.ts'
import { registerInvitationRoutes } from './features/invitations/index.ts'
import { registerLinkPageRoutes } from './features/link-pages/index.ts'
import { endAccountLinks } from './features/links/index.ts'
import { registerLostPhoneRoutes } from './features/lost-phone/index.ts'
import { registerNotMeRoutes } from './features/not-me/index.ts'
import { registerNoticeRoutes } from './features/notices/index.ts'
import { registerNumberRoutes } from './features/number-changes/index.ts'
import { endPairings, registerPairingRoutes } from './features/pairings/index.ts'
import { registerPasswordRoutes } from './features/passwords/index.ts'
import { registerPeopleRoutes } from './features/people/index.ts'
import { askAgain, endPrompts, phoneMethod, phonePart, registerPhonePromptRoutes } from './features/phone-prompts/index.ts'
import { registerPolicyRoutes } from './features/policy-changes/index.ts'
import { registerPracticeRoutes } from './features/practice/index.ts'
import { registerPushRoutes } from './features/push/index.ts'
import { registerReadinessRoutes } from './features/readiness/index.ts'
import { registerRecordPageRoutes } from './features/record-page/index.ts'
import { endWaiting, registerManagerQuestionRoutes, registerRecoveryAnswerRoutes } from './features/recovery-answers/index.ts'
import {
  countCodesLeft,
  makeCodeSet,
  newCodesView,
  recoveryCodeMethod,
  registerRecoveryCodeRoutes,
  useNewCodes,
} from './features/recovery-codes/index.ts'
import { endRequests, recoveryPart, registerRecoveryRequestRoutes } from './features/recovery-requests/index.ts'
import {
  endRemembered,
  findRememberedHere,
  forgetRememberedAt,
  isRemembered,
  registerRememberedBrowserRoutes,
  rememberAfter,
  rememberOffer,
  useRemembered,
} from './features/remembered-browsers/index.ts'
import { endSessions, endSuspendedSessions, registerSessionRoutes, sessionGate } from './features/sessions/index.ts'
import { endSetUps, registerSetUpRoutes } from './features/set-up/index.ts'
import { endSignIns, registerSignInRoutes, type SignInParts, viewSignIn } from './features/sign-in/index.ts'
import { sentPart, smsGrants, smsMethod } from './features/sms-codes/index.ts'
import { registerSmsRoutes } from './features/sms-gateways/index.ts'
import { registerStopRoutes } from './features/stop-this/index.ts'
import { endSuspensions, registerSuspensionRoutes } from './features/suspensions/index.ts'
import { deviceGate, endDevices, registerTrustedDeviceRoutes } from './features/trusted-devices/index.ts'
import { verificationCodeMethod } from './features/verification-codes/index.ts'
import { type PageFolders, servePages } from './http/pages.ts'
import { createRoutes } from './http/route.ts'
import { createServer } from './http/server.ts'

/** The ways to confirm, best first. A new method is a folder and a line here. */
export const methods: readonly Method[] = [phoneMethod, smsMethod, recoveryCodeMethod, verificationCodeMethod]

/** What sign-in is given of the methods. */
export const signInParts: SignInParts = {
  methods,
  phone: { view: phonePart, again: askAgain },
  recovery: recoveryPart,
  remembered: { here: findRememberedHere, holds: isRemembered, use: useRemembered, offer: rememberOffer, after: rememberAfter },
  sent: { view: sentPart },
  grants: async (core, tx, signIn) => signIn.method === 'recovery-code' || (signIn.method === 'sms' && (await smsGrants(core, tx, signIn))),
  codes: { left: countCodesLeft, draw: makeCodeSet, use: useNewCodes, view: newCodesView },
}

/** What an act ends elsewhere: the one table of it (DESIGN §2). Nothing else reaches into another feature to end something. */
export function endsOf(core: Omit<Core, 'ends'>): Ends {
  const sessions = endSessions(core)
  const signIns = endSignIns(core)
  const browsers = endBrowsers(core)
  const remembered = endRemembered(core)
  const allowances = endAllowances(core)
  const devices = endDevices(core)
  const setUps = endSetUps(core)
  const pairings = endPairings(core)
  const links = endAccountLinks(core)
  const codes = endAccessCodes(core)
  const requests = endRequests(core)
  const ends: Ends = async (tx, account, act, spared) => {
    for (const end of table[act]) await end(tx, account, act, spared)
  }
  // A suspension that ends takes its sessions along: the one end that leads to another.
  const suspensions = endSuspensions({ ...core, ends })
  const table: Record<EndingAct, End[]> = {
    'account-disabled': [
      sessions,
      signIns,
      endPrompts,
      setUps,
      pairings,
      browsers,
      remembered,
      devices,
      links,
      requests,
      suspensions,
      codes,
      endWaiting,
      allowances,
    ],
    'password-changed': [remembered, sessions, signIns, endPrompts, setUps, pairings, links, requests, suspensions, codes, endWaiting],
    'set-up-completed': [remembered, sessions, signIns, endPrompts, setUps, pairings, links, requests, suspensions, codes],
    'denied-not-me': [remembered, signIns, endPrompts, setUps, pairings, links, requests, endWaiting],
    'notice-not-me': [
      sessions,
      signIns,
      endPrompts,
      setUps,
      pairings,
      browsers,
      remembered,
      links,
      requests,
      suspensions,
      codes,
      endWaiting,
      allowances,
    ],
    'logged-out-everywhere': [sessions, signIns, endPrompts, setUps, pairings, browsers, remembered, requests],
    'device-removed': [remembered, signIns],
    'suspension-granted': [remembered, requests],
    'suspension-ended': [endSuspendedSessions(core)],
  }
  return ends
}

/** Builds the service: every feature registered by hand, in an order that a reviewer can read.
 * @param pages where the built pages lie; left out where only the API is wanted */
export async function buildApp(core: Core, pages?: PageFolders): Promise<FastifyInstance> {
  const app = createServer(core.config, core.log)
  const routes = createRoutes(app, { session: sessionGate(core), device: deviceGate(core), places: core.places })
  registerSignInRoutes(routes, core, signInParts)
  registerPhonePromptRoutes(routes, core)
  registerRecoveryCodeRoutes(routes, core)
  registerRecoveryRequestRoutes(routes, core, signInParts)
  registerRecoveryAnswerRoutes(routes, core)
  registerManagerQuestionRoutes(routes, core)
  registerAccessCodeRoutes(routes, core)
  registerBreakGlassRoutes(routes, core)
  registerSuspensionRoutes(routes, core)
  registerStopRoutes(routes, core)
  registerSessionRoutes(routes, core, forgetRememberedAt)
  registerRememberedBrowserRoutes(routes, core)
  registerAttemptRoutes(routes, core)
  registerPairingRoutes(routes, core)
  registerTrustedDeviceRoutes(routes, core)
  registerSetUpRoutes(routes, core, methods)
  registerPushRoutes(routes, core)
  registerAccountPageRoutes(routes, core)
  registerAddressRoutes(routes, core)
  registerPasswordRoutes(routes, core)
  registerDeviceRemovalRoutes(routes, core, methods)
  registerSmsRoutes(routes, core)
  registerNumberRoutes(routes, core, methods)
  registerLostPhoneRoutes(routes, core, (visitor) => viewSignIn(core, signInParts, visitor))
  registerNoticeRoutes(routes, core)
  registerNotMeRoutes(routes, core)
  registerHeldMethodRoutes(routes, core)
  registerLinkPageRoutes(routes, core)
  registerFirstStartRoutes(routes, core)
  registerInvitationRoutes(routes, core)
  registerPeopleRoutes(routes, core, methods)
  registerGroupRoutes(routes, core)
  registerPolicyRoutes(routes, core, methods)
  registerRecordPageRoutes(routes, core)
  registerReadinessRoutes(routes, core, methods)
  registerPracticeRoutes(routes, core)
  registerApiDescriptionRoutes(routes, core, app)
  if (pages) await servePages(app, pages)
  return app
}
