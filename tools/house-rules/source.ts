import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'

/** One import, re-export or dynamic import of a file. */
export interface Import {
  /** As it is written. */
  specifier: string
  /** Path in the repository for relative imports and for packages of this house; undefined for what comes from outside. */
  target: string | undefined
  /** Leaves nothing at run time. */
  typeOnly: boolean
  names: string[]
  line: number
}

/** A call or a `new`, by the text of what is called: `Date.now`, `db.selectFrom`, `Date`. */
export interface Call {
  callee: string
  /** The last part of the callee. */
  name: string
  isNew: boolean
  arguments: number
  /** The first argument, where it is a plain text. */
  firstText: string | undefined
  line: number
}

export interface FunctionSize {
  name: string
  line: number
  lines: number
}

/** A source file as the rules see it. */
export interface Source {
  /** In the repository, with slashes. */
  path: string
  lines: number
  imports: Import[]
  calls: Call[]
  functions: FunctionSize[]
}

const house = /^@sparekey\/([a-z0-9-]+)(?:\/(.*))?$/

/** Where an import leads, as a path in the repository. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  const [, name, rest] = house.exec(specifier) ?? []
  if (!name) return undefined
  return name === 'look' ? `packages/look/${rest ?? ''}` : `packages/${name}/src/${rest ?? 'index'}.ts`
}

/** What is called, as people write it; `?` for what has no name. */
function calleeOf(node: ESTree.Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name
    case 'ThisExpression':
      return 'this'
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return calleeOf(node.expression)
    case 'CallExpression':
      return `${calleeOf(node.callee)}()`
    case 'MemberExpression':
      return `${calleeOf(node.object)}.${node.computed ? textOf(node.property) : calleeOf(node.property)}`
    default:
      return '?'
  }
}

const textOf = (node: ESTree.Node): string => (node.type === 'Literal' && typeof node.value === 'string' ? node.value : '?')
const nameOf = (node: ESTree.ModuleExportName): string => (node.type === 'Literal' ? node.value : node.name)

type Declaration = ESTree.ImportDeclaration | ESTree.ExportNamedDeclaration | ESTree.ExportAllDeclaration

/** What a declaration takes from elsewhere, and whether it is types alone. */
function readDeclaration(node: Declaration): { names: string[]; typeOnly: boolean } {
  const whole = (node.type === 'ImportDeclaration' ? node.importKind : node.exportKind) === 'type'
  if (node.type === 'ExportAllDeclaration') return { names: ['*'], typeOnly: whole }
  const parts = node.specifiers.map((part) => {
    if (part.type === 'ImportSpecifier') return { name: nameOf(part.imported), type: part.importKind === 'type' }
    if (part.type === 'ExportSpecifier') return { name: nameOf(part.local), type: part.exportKind === 'type' }
    return { name: part.type === 'ImportDefaultSpecifier' ? 'default' : '*', type: false }
  })
  return { names: parts.map((part) => part.name), typeOnly: whole || (parts.length > 0 && parts.every((part) => part.type)) }
}

/** Finds the line of an offset, from 1. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1
}

/** Parses one file.
 * @throws if it is not valid TypeScript */
export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text)
  if (parsed.errors[0]) throw new Error(`${path} cannot be parsed: ${parsed.errors[0].message}`)
  const lineOf = lineFinder(text)
  const source: Source = { path, lines: lineOf(text.length) - 1, imports: [], calls: [], functions: [] }
  const addImport = (specifier: string, at: number, what: { names: string[]; typeOnly: boolean }): void => {
    source.imports.push({ specifier, target: targetOf(path, specifier), line: lineOf(at), ...what })
  }
  const declaration = (node: Declaration): void => {
    if (node.source) addImport(node.source.value, node.start, readDeclaration(node))
  }
  const call = (node: ESTree.CallExpression | ESTree.NewExpression): void => {
    const callee = calleeOf(node.callee)
    const first = node.arguments[0]
    const firstText = first && textOf(first) !== '?' ? textOf(first) : undefined
    const [isNew, line] = [node.type === 'NewExpression', lineOf(node.start)]
    source.calls.push({ callee, name: callee.split('.').at(-1) ?? '', isNew, arguments: node.arguments.length, firstText, line })
  }
  const sized = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const [line, last] = [lineOf(node.start), lineOf(node.end)]
    source.functions.push({ name: node.id?.name ?? 'a function', line, lines: last - line + 1 })
  }
  new Visitor({
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    ImportExpression(node) {
      if (textOf(node.source) !== '?') addImport(textOf(node.source), node.start, { names: ['*'], typeOnly: false })
    },
    CallExpression: call,
    NewExpression: call,
    FunctionDeclaration: sized,
    FunctionExpression: sized,
    ArrowFunctionExpression: sized,
  }).visit(parsed.program)
  return source
}

const skipped = new Set(['node_modules', 'dist', 'dist-desk', 'test-results', 'public'])

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* filesUnder(join(folder, entry.name))
    else if (entry.isFile() && /\.tsx?$/.test(entry.name)) yield join(folder, entry.name)
  }
}

/** Every TypeScript file of the packages under `root`, parsed. */
export function readSources(root: string): Source[] {
  const files = [...filesUnder(join(root, 'packages'))].sort()
  return files.map((file) => parseSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')))
}

/** A test, or what only tests use. */
export const isTest = (path: string): boolean =>
  /\.(test|spec)\.tsx?$/.test(path) ||
  path.startsWith('packages/server/test/') ||
  path.includes('/testing/') ||
  path.startsWith('packages/e2e/')

/** The feature that a file of the server belongs to. */
export const featureOf = (path: string): string | undefined => /^packages\/server\/src\/features\/([^/]+)\//.exec(path)?.[1]
