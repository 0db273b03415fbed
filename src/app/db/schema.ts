/**
 * Every version of the device database, oldest first. Phones update when they please, so a released version is for
 * ever: a later one only adds tables and indexes, its upgrade is idempotent, and `commands` is never made anew
 * (docs/incidents.md I07: a queue of unsent work was once re-created empty). Each version has a test from the one before.
 */
export interface SchemaVersion {
  version: number
  /** Dexie's notation: primary key, then indexes. */
  stores: Record<string, string>
}

export const schemaVersions: readonly SchemaVersion[] = [
  {
    version: 1,
    stores: {
      segments: 'id, scope, revision',
      delta: 'key, scope, revision',
      commands: 'id, seq, state, revision',
      drafts: 'id, updatedAt',
      media: 'sha256, state',
      meta: 'key, revision',
      // The store's own books, which the port does not show: see `StoreState` and `DroppedScope`.
      storeState: 'key',
      droppedScopes: 'scope, revision',
    },
  },
  // How names are read: see `DirectoryRecord`.
  { version: 2, stores: { directory: 'scope' } },
  // What the first screen shows: see `HomeRecord`.
  { version: 3, stores: { home: 'key' } },
]

/** The one record of `storeState`. */
export interface StoreState {
  key: 'state'
  /** Raised by each checked commit. */
  revision: number
  /** Made with the database: a browser that threw it away and made a fresh one cannot pass for the old one. */
  storeId: string
  /** Ids of the latest checked commits, the newest last, so that a writer whose connection died recognises its own. */
  recentCommits: string[]
}

/** How many commits of other tabs a writer may miss while it reconnects and still be certain of its own. */
export const recentCommitsKept = 32

/** A scope that was dropped, and at which revision last. */
export interface DroppedScope {
  scope: string
  revision: number
}
