export { verificationCodeMethod } from './verification-code-method.ts'
