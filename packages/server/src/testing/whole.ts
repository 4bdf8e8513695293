/** The whole service in a test, with people in it. Apart from `index.ts`, since it loads every feature. */
export { makePerson, type TestPerson, testPassword } from './make-person.ts'
export { answerTo, confirmAct, confirmOnPhone, signInAs, waitingPrompts } from './sign-in-as.ts'
export { buildTestApp, type TestAnswer, type TestApp, type TestBrowser } from './test-app.ts'
