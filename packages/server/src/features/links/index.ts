export {
  endAccountLinks,
  endLinks,
  type FoundLink,
  findLink,
  type LinkData,
  type LinkPurpose,
  makeLink,
  openLinkUntil,
  spendLink,
} from './link.ts'
