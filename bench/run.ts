// `npm run bench`: measures what exists of the budgets, prints a table and a JSON line for each figure. It asserts nothing: how
// fast a machine is at this moment is no property of the code. The other programs are started by it, in processes of their own.

const programs: Record<string, () => Promise<unknown>> = {
  all: () => import('./all.ts'),
  timing: () => import('./timing.ts'),
  'bare-route': () => import('./programs/bare-route.ts'),
  'bare-hashing': () => import('./programs/bare-hashing.ts'),
}

const name = process.argv[2] ?? 'all'
const program = programs[name]
if (!program) {
  console.error(`There is no benchmark program ${name}`)
  process.exit(2)
}
await program()
