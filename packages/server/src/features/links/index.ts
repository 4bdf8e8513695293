export {
  endAccountLinks,
  endLinks,
  type FoundLink,
  findLink,
  type LinkPurpose,
  makeLink,
  openLinkUntil,
  spendLink,
} from './link.ts'
