export { needsStrong, phoneOnly, removesItself } from './act-rules.ts'
export { type ConfirmableSignIn, type Confirmation, type Method, type Offer, offerOf, offersFor, type RightAnswer } from './method.ts'
