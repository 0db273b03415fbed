/** What every command on an edition begins with, and the events that they leave. */
import type { Audience } from '../access/audience'
import { may, type Permission } from '../access/may'
import {
  must,
  put,
  reject,
  related,
  type Change,
  type DecideContext,
  type Decision,
  type Read,
} from '../command/define'
import type { EventRow, EventType } from '../event'
import type { EditionId } from '../ids'
import type { Row } from '../rows'
import { choice, idList, list, object, uuid } from '../schema'
import { editionLists, itemIdOf, publicForms, type EditionItem, type EditionList } from './rows'

/**
 * Lines named by one command. A month of a large zone has some 1,500: they come in chunks, so that a message stays small
 * on a slow line.
 */
export const maxItemChunk = 500
/** Of one edition, all lists together; far more than any month has, so that a mistake doesn't grow for ever. */
export const maxItems = 5_000
export const refSchema = object({ list: choice(editionLists), refId: uuid })
export const refsSchema = list(refSchema, { max: maxItemChunk })
export const publicFormsSchema = idList(choice(publicForms), { max: publicForms.length })
export const sectionsSchema = idList(choice(editionLists), {
  max: editionLists.length,
  min: editionLists.length,
})

export const editionReads = (editionId: EditionId): Read[] => [
  must('edition', editionId),
  related('editionItem.editionId', editionId),
]

type DraftStep = { refusal: Decision } | { refusal?: undefined; edition: Row<'edition'> }

/** The draft a command is about. A frozen one is never changed again, whoever asks. */
export function draftOf(
  { actor, rows }: Pick<DecideContext<unknown>, 'actor' | 'rows'>,
  command: Permission,
  editionId: EditionId,
): DraftStep {
  const edition = rows.get('edition', editionId)
  if (!edition || !may(actor, command, {})) return { refusal: reject('notPermitted') }
  const { state } = edition.data
  if (state === 'frozen') return { refusal: reject('editionFrozen') }
  return state === 'draft' ? { edition } : { refusal: reject('wrongState', { state }) }
}

/** Those that stand in one list, in their order. */
export const itemsOfList = (items: readonly Row<'editionItem'>[], list: EditionList): Row<'editionItem'>[] =>
  items
    .filter(({ data }) => data.list === list && !data.removed)
    .sort((a, b) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1))

/** Between the places of two lines next to each other; a thousand lines can be put in between before they are counted anew. */
export const orderStep = 1_000

export const orderAfter = (items: readonly Row<'editionItem'>[], list: EditionList): number =>
  Math.max(0, ...items.filter(({ data }) => data.list === list).map(({ data }) => data.order)) + orderStep

export const newItem = (
  of: Pick<EditionItem, 'editionId' | 'list' | 'refId' | 'order'> & Partial<EditionItem>,
): Change =>
  put('editionItem', itemIdOf(of.editionId, of.list, of.refId), {
    decision: '',
    remark: '',
    removed: null,
    line: null,
    ...of,
  })

/** Held by those who hold editions (`access/scopes.ts`): the office and 作风监督组, no village. */
const editionAudience: Audience = { areaId: '', people: [], confidential: true }

export const editionEvent = (
  { commandId, actor, at }: Pick<DecideContext<unknown>, 'commandId' | 'actor' | 'at'>,
  type: EventType,
  editionId: EditionId,
  detail: EventRow['detail'],
): Change =>
  put('event', `${commandId}.0`, {
    type,
    aboutKind: 'edition',
    aboutId: editionId,
    actorId: actor.personId,
    detail,
    audience: editionAudience,
    ...at,
  })
