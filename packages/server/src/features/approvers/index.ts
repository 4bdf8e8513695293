export {
  type Answerer,
  type Approver,
  answerersOf,
  listAnsweringRoles,
  oneOfTwo,
  somebodyMayApprove,
  whoMayAnswer,
} from './answerers.ts'
export { highestRole } from './may-answer.ts'
