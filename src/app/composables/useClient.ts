/**
 * The engine in Vue's terms: composables read its maps and are told per kind when to read again. No store copies a
 * row; what a component shows is computed from the maps at the moment it is shown.
 */
import {
  computed,
  inject,
  onScopeDispose,
  shallowRef,
  toValue,
  type ComputedRef,
  type InjectionKey,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type { Actor } from '../../domain/access/actor'
import type { CommandRequest } from '../../domain/command/registry'
import { rowKinds, type KindOfRelation, type Relation, type Row, type RowKind } from '../../domain/rows'
import type { Client, ClientStatus, Draft } from '../client/engine/client'
import type { DispatchOptions, SaveResult } from '../client/engine/dispatch'
import type { OwnCommand } from '../client/engine/state'
import { readHomeContent, type HomeContent, type HomeParts } from './homeParts'
import { isSetting } from '../session/settingForms'

interface ClientContext {
  client: Client
  /** Raised when rows of a kind changed. */
  versions: Record<RowKind, ShallowRef<number>>
  /** Raised when own commands, drafts or the status changed. */
  own: ShallowRef<number>
  /** All that lies on this device is unpacked; before that only the home page is shown, as it was kept. */
  isOpen: ShallowRef<boolean>
  home: HomeContent | undefined
  /** Parts of the home page that are worked out somewhere, for keeping. */
  parts: Map<keyof HomeParts, ComputedRef<unknown>>
}

export const clientKey: InjectionKey<ClientContext> = Symbol('client')

/** For `app.provide(clientKey, observeClient(client))`; the returned stop ends the observation. */
export function observeClient(client: Client): { context: ClientContext; stop: () => void } {
  const versions = Object.fromEntries(
    rowKinds.map((kind) => [kind, shallowRef(0)]),
  ) as ClientContext['versions']
  const own = shallowRef(0)
  const stop = client.onChange(({ kinds, commands }) => {
    for (const kind of kinds) versions[kind].value += 1
    if (commands) own.value += 1
  })
  const kept = client.home()
  const context = {
    client,
    versions,
    own,
    isOpen: shallowRef(kept === undefined),
    home: readHomeContent(kept),
    parts: new Map(),
  }
  return { context, stop }
}

export function useClient(): ClientContext {
  const context = inject(clientKey)
  if (!context) throw new Error('used outside of a signed-in session')
  return context
}

/** One row as this person should see it now (confirmed + own unconfirmed work); undefined when not held. */
export function useRow<K extends RowKind>(
  kind: K,
  id: MaybeRefOrGetter<string | null | undefined>,
): ComputedRef<Row<K> | undefined> {
  const { client, versions } = useClient()
  return computed(() => {
    void versions[kind].value
    const key = toValue(id)
    return key ? client.row(kind, key) : undefined
  })
}

/** All rows of a kind that pass the filter, in the order of `compare`. */
export function useRows<K extends RowKind>(
  kind: K,
  { filter, compare }: { filter?: (row: Row<K>) => boolean; compare?: (a: Row<K>, b: Row<K>) => number } = {},
): ComputedRef<Row<K>[]> {
  const { client, versions } = useClient()
  return computed(() => {
    void versions[kind].value
    const rows: Row<K>[] = []
    for (const row of client.rows(kind)) if (!filter || filter(row)) rows.push(row)
    return compare ? rows.sort(compare) : rows
  })
}

/** Rows whose reference field points to the target, e.g. `useRelated('visit.subjectId', id)`. */
export function useRelated<R extends Relation>(
  relation: R,
  target: MaybeRefOrGetter<string | null | undefined>,
): ComputedRef<Row<KindOfRelation<R>>[]> {
  const { client, versions } = useClient()
  const kind = relation.slice(0, relation.indexOf('.')) as RowKind
  return computed(() => {
    void versions[kind].value
    const id = toValue(target)
    return id ? client.related(relation, id) : []
  })
}

export function useActor(): ComputedRef<Actor | undefined> {
  const { client, versions } = useClient()
  return computed(() => {
    void versions.person.value
    return client.actor()
  })
}

export function useStatus(): ComputedRef<ClientStatus> {
  const { client, own } = useClient()
  return computed(() => {
    void own.value
    return client.status()
  })
}

/** Own commands, newest first. */
export function useOwnCommands(): ComputedRef<OwnCommand[]> {
  const { client, own } = useClient()
  return computed(() => {
    void own.value
    return client.commands().reverse()
  })
}

/** Drafts, newest first; reread whenever something own changed. `ready` turns true after the first read. */
export function useDrafts(): {
  drafts: ShallowRef<readonly Draft[]>
  ready: ShallowRef<boolean>
  reload: () => Promise<void>
} {
  const { client } = useClient()
  const drafts = shallowRef<readonly Draft[]>([])
  const ready = shallowRef(false)
  let latest = 0
  async function reload(): Promise<void> {
    const mine = ++latest
    const read = (await client.drafts()).filter((draft) => !isSetting(draft))
    // A late answer never beats a newer one.
    if (mine !== latest) return
    drafts.value = read
    ready.value = true
  }
  onScopeDispose(client.onChange(({ commands }) => commands && void reload()))
  void reload()
  return { drafts, ready, reload }
}

/** Saves commands of one stroke; resolves when they are on disk or nothing was saved. */
export function useDispatch(): (
  requests: CommandRequest | readonly CommandRequest[],
  options?: DispatchOptions,
) => Promise<SaveResult> {
  const { client } = useClient()
  return (requests, options) => client.dispatch(requests, options)
}
