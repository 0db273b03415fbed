/** What the engine keeps in memory of its own bookkeeping, and the names under which `meta` keeps it on disk. */
import type { Envelope } from '../../../sync/envelope'
import type { Outcome } from '../../../sync/outcome'
import type { CommandRecord, CommandState } from '../../db/port'

/** Who is signed in here; one database per person and device, so it never changes in a store. */
export interface SignedIn {
  tenantId: string
  personId: string
  deviceId: string
}

export interface ScopeState {
  scope: string
  /** Null until the blocks of its first fill are stored. */
  cursor: string | null
  /** All of it was held once. Before that "not here" does not mean "there is none". */
  filled: boolean
  /** All its changes up to this version are held. */
  upTo: number
  /** Times it was refetched because its checksum differed; told in the diagnosis. */
  healed: number
}

/** One own command as people see it in 我的记录. */
export interface OwnCommand {
  id: string
  seq: number
  state: CommandState
  savedAt: number
  envelope: Envelope
  outcome: Outcome | null
  record: CommandRecord
}

export const metaKeys = {
  sequence: 'sequence',
  epoch: 'epoch',
  clockOffset: 'clockOffset',
  caughtUp: 'caughtUp',
  grants: 'grants',
  lastContact: 'lastContact',
  scope: (scope: string) => `scope:${scope}`,
} as const
export const scopeKeyPrefix = 'scope:'

export interface Bookkeeping {
  revision: number
  /** Last sequence number used. */
  sequence: number
  epoch: string | null
  /** Server clock minus device clock at the last contact, ms. */
  clockOffsetMs: number | null
  /** Version up to which every granted scope is held; an applied command beyond it still shows by the overlay. */
  caughtUp: number
  /** Null before the first answer. */
  grants: string[] | null
  /** Server clock of the last answer, ms, and the device clock then; `shutOut`: why nothing is granted any more. */
  lastContact: { serverMs: number; deviceMs: number; shutOut?: string | undefined } | null
  scopes: Map<string, ScopeState>
  commands: Map<string, OwnCommand>
}

export const emptyBookkeeping = (): Bookkeeping => ({
  revision: 0,
  sequence: 0,
  epoch: null,
  clockOffsetMs: null,
  caughtUp: 0,
  grants: null,
  lastContact: null,
  scopes: new Map(),
  commands: new Map(),
})

/** States in which a command may still show something that confirmed rows lack. */
export function isUnconfirmed(command: OwnCommand, caughtUp: number): boolean {
  switch (command.state) {
    case 'waiting':
    case 'delivered':
    case 'held':
      return true
    case 'applied':
      return (command.record.outcomeVersion ?? 0) > caughtUp
    case 'rejected':
    case 'quarantined':
    case 'settled':
      return false
  }
}

export const bySequence = (a: OwnCommand, b: OwnCommand): number => a.seq - b.seq
