export {
  type Answerer,
  type Approver,
  answerersOf,
  listAnsweringRoles,
  oneOfTwo,
  protectedAs,
  somebodyCouldApprove,
  somebodyMayApprove,
  whoMayAnswer,
} from './answerers.ts'
export { approvalsStand, formerAnswerers } from './approvals-stand.ts'
export { isMarked } from './marked.ts'
