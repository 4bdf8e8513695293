import type { ButtonHTMLAttributes } from 'preact'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'onClick'> {
  /** `primary` once a page: the one thing to do. */
  kind?: 'primary' | 'plain' | 'link' | 'bad' | undefined
  wide?: boolean | undefined
  /** Its work is under way: it keeps focus and size, and takes no second press. */
  busy?: boolean | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

/** A button. Submits its form only with `type="submit"`. */
export function Button({ kind = 'primary', wide, busy, type = 'button', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button ${kind}${wide ? ' wide' : ''}${busy ? ' busy' : ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      <span>{children}</span>
    </button>
  )
}
