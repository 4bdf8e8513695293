export {
  type Answerer,
  type Approver,
  answerersOf,
  listAnsweringRoles,
  oneOfTwo,
  somebodyMayApprove,
  whoMayAnswer,
} from './answerers.ts'
export { highestRole, type WhyNot } from './may-answer.ts'
