import type { ComponentChildren } from 'preact'

/** Drawn on 24 × 24 in one line width. They stand beside words and say nothing by themselves. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const KeyIcon = () => (
  <Icon>
    <circle cx="8" cy="12" r="4.25" />
    <path d="M12.25 12H21M18 12v3.25M15 12v2.25" />
  </Icon>
)
export const PhoneIcon = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.2" />
    <path d="M11 18h2" />
  </Icon>
)
export const PaperIcon = () => (
  <Icon>
    <rect x="5" y="3.5" width="14" height="17" rx="2" />
    <path d="M8.5 8.5h7M8.5 12h7M8.5 15.5h4" />
  </Icon>
)
export const HelpIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.7 9.4a2.4 2.4 0 1 1 3.3 2.3c-.7.3-1 .8-1 1.5M12 16h.01" />
  </Icon>
)
export const CrossIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
)
export const ArrowIcon = () => (
  <Icon>
    <path d="M9 5.5l6.5 6.5L9 18.5" />
  </Icon>
)
export const MessageIcon = () => (
  <Icon>
    <path d="M4 5h16v11H9l-4 3.5V16H4z" />
  </Icon>
)
/** A phone that shows digits. */
export const PhoneCodeIcon = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.2" />
    <path d="M10 12h.01M12 12h.01M14 12h.01" />
  </Icon>
)
export const KeyholeIcon = () => (
  <Icon>
    <rect x="5" y="10.5" width="14" height="10" rx="2" />
    <path d="M8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2" />
  </Icon>
)
export const LostIcon = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.2" />
    <path d="M4 20.5L20 3.5" />
  </Icon>
)
