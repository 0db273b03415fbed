/** The arguments that a command's schema declares, read from the schema itself, nested ones with their path. */
import type { Schema } from '../../src/domain/schema'

export interface Argument {
  /** `visit.record.details.topic`; items of a list share their list's path. */
  path: string
  schema: Schema
  /** May be left out. */
  isOptional: boolean
}

/** What the schema library keeps in its schemas, as far as it is walked here. */
interface Node {
  type: string
  pipe?: readonly Node[]
  entries?: Record<string, Node>
  options?: readonly Node[]
  item?: Node
  wrapped?: Node
}

export function argumentsOf(schema: Schema, path: string): Argument[] {
  return below(schema, path)
}

function below(node: Node, path: string): Argument[] {
  const inner = [node, ...(node.pipe ?? [])]
  return [
    ...entriesOf(node, path),
    ...inner.flatMap(({ options }) =>
      (options ?? []).flatMap((option) => (typeof option === 'object' ? below(option, path) : [])),
    ),
    ...inner.flatMap(({ item }) => (item && item.type !== 'unknown' ? below(item, path) : [])),
    ...(node.wrapped ? below(node.wrapped, path) : []),
  ]
}

function entriesOf({ entries = {} }: Node, path: string): Argument[] {
  return Object.entries(entries).flatMap(([name, node]) => [
    {
      path: `${path}.${name}`,
      schema: node as unknown as Schema,
      isOptional: node.type === 'exact_optional' || node.type === 'optional',
    },
    ...below(node, `${path}.${name}`),
  ])
}
