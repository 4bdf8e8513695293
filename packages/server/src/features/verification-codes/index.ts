export { rehearseVerificationCode, verificationCodeMethod } from './verification-code-method.ts'
