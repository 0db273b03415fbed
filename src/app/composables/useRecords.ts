/** 我的记录: what this person has written, on this phone or elsewhere, each with the one state it is in. */
import { computed, type ComputedRef, type ShallowRef } from 'vue'
import type { IssueState } from '../../domain/issue/rows'
import type { Draft } from '../client/engine/client'
import type { OwnCommand } from '../client/engine/state'
import type { CommandState } from '../db/port'
import { argsOf, isOnTheWay, isRefused } from '../components/record/ownCommand'
import { useActor, useClient, useDrafts, useOwnCommands, useRows } from './useClient'

/** The state shown on a record; `issue` states once the server has the issue. */
export type RecordState =
  | { is: 'draft' }
  | { is: 'command'; state: CommandState }
  | { is: 'issue'; state: IssueState; number: string | null }
  | { is: 'withdrawn' }

export type RecordItem =
  | { key: string; type: 'draft'; at: number; state: RecordState; draft: Draft }
  | {
      key: string
      type: 'visit'
      at: number
      state: RecordState
      visitId: string
      command: OwnCommand | undefined
    }
  | {
      key: string
      type: 'issue'
      at: number
      state: RecordState
      issueId: string
      command: OwnCommand | undefined
    }
  /** Changes of the register, corrections, answers: a command that stands for itself. */
  | { key: string; type: 'change'; at: number; state: RecordState; command: OwnCommand }

export const recordFilters = ['all', 'returned', 'draft', 'waiting', 'sent'] as const
export type RecordFilter = (typeof recordFilters)[number]

export interface UseRecordsReturn {
  /** Newest first. */
  items: ComputedRef<RecordItem[]>
  counts: ComputedRef<Record<RecordFilter, number>>
  /** False until the drafts were read for the first time. */
  ready: ShallowRef<boolean>
}

export function useRecords(): UseRecordsReturn {
  const { client } = useClient()
  const actor = useActor()
  const commands = useOwnCommands()
  const visits = useRows('visit')
  const issues = useRows('issue')
  const { drafts, ready } = useDrafts()

  const items = computed(() => {
    const me = actor.value?.personId
    const found: RecordItem[] = drafts.value.map((draft) => ({
      key: `draft:${draft.id}`,
      type: 'draft',
      at: draft.updatedAt,
      state: { is: 'draft' },
      draft,
    }))
    const madeVisits = new Set(visits.value.flatMap(({ id, data }) => (data.kind === 'return' ? [id] : [])))
    const visitCommands = new Map<string, OwnCommand>()
    const issueCommands = new Map<string, OwnCommand>()
    /** The latest word on an issue that is still on its way or was refused. */
    const issueNews = new Map<string, OwnCommand>()
    for (const command of commands.value) {
      const visitId = argsOf(command, 'visit.record')?.visitId
      const issueId = argsOf(command, 'issue.register')?.issueId
      const about = argsOf(command, 'issue.resolveOnSite')?.issueId
      if (visitId !== undefined) setLatest(visitCommands, visitId, command)
      else if (issueId !== undefined) setLatest(issueCommands, issueId, command)
      // A return visit at a door is a visit, and listed as one.
      else if (madeVisits.has(command.id)) setLatest(visitCommands, command.id, command)
      else if (about === undefined) found.push(changeItem(command))
      if (about !== undefined && (isOnTheWay(command) || isRefused(command)))
        setLatest(issueNews, about, command)
    }
    for (const row of visits.value) {
      if (row.data.recordedBy !== me && !visitCommands.has(row.id)) continue
      const command = visitCommands.get(row.id)
      visitCommands.delete(row.id)
      const state: RecordState =
        row.data.state === 'withdrawn'
          ? { is: 'withdrawn' }
          : { is: 'command', state: command?.state ?? 'applied' }
      found.push({
        key: `visit:${row.id}`,
        type: 'visit',
        at: row.data.recordedAt,
        state,
        visitId: row.id,
        command,
      })
    }
    for (const row of issues.value) {
      if (row.data.registeredBy !== me && !issueCommands.has(row.id)) continue
      const command = issueCommands.get(row.id)
      issueCommands.delete(row.id)
      const { state: issueState, number, recordedAt } = row.data
      // The row may show what the server has not confirmed: then the command's state is the honest one.
      const news = command && (isOnTheWay(command) || isRefused(command)) ? command : issueNews.get(row.id)
      const state: RecordState = news
        ? { is: 'command', state: news.state }
        : client.isUnconfirmed('issue', row.id)
          ? { is: 'command', state: 'waiting' }
          : { is: 'issue', state: issueState, number }
      found.push({ key: `issue:${row.id}`, type: 'issue', at: recordedAt, state, issueId: row.id, command })
    }
    // Refused or no longer held: no row shows them any more.
    for (const [visitId, command] of visitCommands)
      found.push({ ...changeItem(command), type: 'visit', key: `visit:${visitId}`, visitId })
    for (const [issueId, command] of issueCommands)
      found.push({ ...changeItem(command), type: 'issue', key: `issue:${issueId}`, issueId })
    return found.sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1))
  })

  const counts = computed(() => {
    const count: Record<RecordFilter, number> = {
      all: items.value.length,
      draft: 0,
      waiting: 0,
      sent: 0,
      returned: 0,
    }
    for (const { state } of items.value) count[filterOf(state)] += 1
    return count
  })

  return { items, counts, ready }
}

/** Newest first, so the first one seen stays: a correction takes the place of what was refused. */
function setLatest(map: Map<string, OwnCommand>, id: string, command: OwnCommand): void {
  if (!map.has(id)) map.set(id, command)
}

const changeItem = (command: OwnCommand): Extract<RecordItem, { type: 'change' }> => ({
  key: `command:${command.id}`,
  type: 'change',
  at: command.savedAt,
  state: { is: 'command', state: command.state },
  command,
})

/** Which of the filters a state belongs to, beside `all`. */
export function filterOf(state: RecordState): Exclude<RecordFilter, 'all'> {
  switch (state.is) {
    case 'draft':
      return 'draft'
    case 'withdrawn':
      return 'sent'
    case 'issue':
      return state.state === 'needsDetail' ? 'returned' : 'sent'
    case 'command':
      switch (state.state) {
        case 'waiting':
          return 'waiting'
        case 'rejected':
        case 'quarantined':
          return 'returned'
        case 'delivered':
        case 'held':
        case 'applied':
        case 'settled':
          return 'sent'
      }
  }
}
