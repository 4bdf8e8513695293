/** Something is under way elsewhere: a dot that breathes, and the words that say what. Appears after 300 ms. */
export const Waiting = ({ children, late = true }: { children: string; late?: boolean }) => (
  <p class={late ? 'waiting late' : 'waiting'} role="status">
    <span class="pulse" aria-hidden="true" />
    {children}
  </p>
)
