import type { Rows } from '../../../domain/command/define'
import type { LiveRows } from '../../../domain/edition/prefill'
import type { RowKind } from '../../../domain/rows'
import { useClient } from '../../composables/useClient'

/** The rows as `ledgerLine` reads them; what was computed from them renews when one of their kinds changes. */
export function useLedgerRows(): Rows {
  const { client, versions } = useClient()
  return {
    get(kind, id) {
      void versions[kind].value
      return client.row(kind, id)
    },
    related(relation, target) {
      void versions[relation.slice(0, relation.indexOf('.')) as RowKind].value
      return client.related(relation, target)
    },
  }
}

/** What a month's lists are proposed from; called inside of a computed. */
export function useLiveRows(): () => LiveRows {
  const { client, versions } = useClient()
  return () => {
    for (const kind of ['issue', 'task', 'effect', 'area'] as const) void versions[kind].value
    return {
      issues: client.rows('issue'),
      tasks: client.rows('task'),
      effects: client.rows('effect'),
      areas: client.rows('area'),
    }
  }
}
