export { needsStrong, phoneOnly, removesItself } from './act-rules.ts'
export { type ConfirmableSignIn, type Confirmation, type Method, type Offer, offersFor, type RightAnswer } from './method.ts'
