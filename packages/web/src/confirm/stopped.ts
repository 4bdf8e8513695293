/** What was stopped, for the page that says so. */
export interface Stopped {
  names: string
  number: boolean
}
