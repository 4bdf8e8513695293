import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'

interface ButtonProps extends Omit<ButtonHTMLAttributes, 'class' | 'disabled' | 'children'> {
  kind?: 'primary' | 'plain' | 'bad' | 'link'
  /** Under way: keeps the focus, takes no second press. */
  busy?: boolean
  children: ComponentChildren
}

export function Button({ kind = 'primary', busy = false, type = 'button', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type as 'button'}
      class={`button ${kind}${busy ? ' busy' : ''}`}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      <span>{children}</span>
    </button>
  )
}
