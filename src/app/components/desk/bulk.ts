/**
 * One decision on several issues. Each issue gets a command of its own, so that each is judged, numbered and refused
 * for itself; a refusal of one never holds the others up.
 */
import type { Actor } from '../../../domain/access/actor'
import type { CommandRequest } from '../../../domain/command/registry'
import type { Row } from '../../../domain/rows'
import type { SaveResult } from '../../client/engine/dispatch'
import type { RefusalText } from '../../composables/useRejectionText'
import { availableActions, type Available, type DeskAction } from './deskActions'

/** More can't be looked through before they are decided on. */
export const maxAtOnce = 200
/** Commands of one stroke on the disk: few enough that the page stays alive between two. */
const strokeSize = 20

export interface BulkPlan {
  able: readonly Row<'issue'>[]
  unable: readonly { issue: Row<'issue'>; why: Available['why'] }[]
}

export function planBulk(
  actor: Actor | undefined,
  action: DeskAction,
  issues: readonly Row<'issue'>[],
): BulkPlan {
  const able: Row<'issue'>[] = []
  const unable: { issue: Row<'issue'>; why: Available['why'] }[] = []
  for (const issue of issues) {
    const { actions, why } = availableActions(actor, issue.data)
    if (actions.includes(action)) able.push(issue)
    else unable.push({ issue, why: why ?? 'state' })
  }
  return { able, unable }
}

/** What came of it on this device; the server's answer follows by the command. */
export type BulkResult =
  | { issueId: string; commandId: string }
  | { issueId: string; refusal: RefusalText | null }

export interface BulkStep {
  issueId: string
  request: CommandRequest
}

/** Saves every step that can be saved. `refusal` null: it could not be written, or this device does not know who asks. */
export async function runBulk(
  steps: readonly BulkStep[],
  dispatch: (requests: readonly CommandRequest[]) => Promise<SaveResult>,
  onProgress: (done: number) => void = () => undefined,
): Promise<BulkResult[]> {
  const results = new Map<string, BulkResult>()
  const refuse = (those: readonly BulkStep[], refusal: RefusalText | null): void => {
    for (const { issueId } of those) results.set(issueId, { issueId, refusal })
  }
  let left = [...steps]
  while (left.length > 0) {
    const stroke = left.slice(0, strokeSize)
    const result = await dispatch(stroke.map(({ request }) => request)).catch(() => undefined)
    if (!result || (!result.saved && result.index < 0)) {
      // The store gave out: the next stroke would fare the same, and nothing of this one is written.
      refuse(left, null)
      left = []
    } else if (result.saved) {
      stroke.forEach(({ issueId }, at) => {
        const commandId = result.commandIds[at]
        if (commandId !== undefined) results.set(issueId, { issueId, commandId })
      })
      left = left.slice(stroke.length)
    } else {
      // A stroke is saved whole or not at all: without the refused one the others go on.
      const refused = stroke[result.index]
      if (refused) refuse([refused], result.rejection)
      left = left.filter((step) => step !== refused)
    }
    onProgress(results.size)
  }
  return steps.flatMap(({ issueId }) => results.get(issueId) ?? [])
}
