/** What stands in a draft and in which order. */
import { accept, defineCommand, patch, reject } from '../command/define'
import { todayOf } from '../issue/step'
import { choice, freeText, idList, list, nullable, object, uuid } from '../schema'
import { adding } from './adding'
import { refReads } from './ledgerReads'
import { editionLists, itemIdOf } from './rows'
import {
  draftOf,
  editionEvent,
  editionReads,
  itemsOfList,
  maxItemChunk,
  maxItems,
  orderStep,
  refSchema,
} from './step'

const someRefs = list(refSchema, { max: maxItemChunk, min: 1 })

/** 列入: at the end of their lists (`adding.ts`). Rejections: notForEdition, nothingToChange. */
export const editionAddItems = defineCommand('edition.addItems@1', {
  args: object({ editionId: uuid, items: someRefs }),
  reads: ({ editionId, items }) => [...editionReads(editionId), ...refReads(items)],
  decide(context) {
    const { editionId, items } = context.args
    const step = draftOf(context, 'edition.addItems', editionId)
    if (step.refusal) return step.refusal
    const there = context.rows.related('editionItem.editionId', editionId)
    const { changes, added, unfit } = adding(context.rows, { editionId, there, refs: items })
    if (there.length + added > maxItems)
      return reject('invalidArgs', { path: 'items', issue: 'tooMany', max: maxItems })
    if (changes.length === 0) return reject(unfit > 0 ? 'notForEdition' : 'nothingToChange')
    return accept([
      ...changes,
      editionEvent(context, 'edition.itemsAdded', editionId, { count: changes.length }),
    ])
  },
})

/** 移出, with the reason, which stays with the line. */
export const editionRemoveItems = defineCommand('edition.removeItems@1', {
  args: object({ editionId: uuid, items: someRefs, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ editionId }) => editionReads(editionId),
  decide(context) {
    const { editionId, items, reason } = context.args
    const step = draftOf(context, 'edition.removeItems', editionId)
    if (step.refusal) return step.refusal
    const wanted = new Set(items.map(({ list, refId }) => itemIdOf(editionId, list, refId)))
    const removed = { by: context.actor.personId, on: todayOf(context), reason, confidential: false }
    const leaving = context.rows
      .related('editionItem.editionId', editionId)
      .filter(({ id, data }) => wanted.has(id) && !data.removed)
    if (leaving.length === 0) return reject('nothingToChange')
    return accept([
      ...leaving.map(({ id }) => patch('editionItem', id, { removed, line: null })),
      editionEvent(context, 'edition.itemsRemoved', editionId, { count: leaving.length, reason }),
    ])
  },
})

/** 调整顺序: lines of one list, in this order, after another line of it or at its top. */
export const editionArrange = defineCommand('edition.arrange@1', {
  args: object({
    editionId: uuid,
    list: choice(editionLists),
    refIds: idList(uuid, { max: maxItemChunk, min: 1 }),
    after: nullable(uuid),
  }),
  reads: ({ editionId }) => editionReads(editionId),
  decide(context) {
    const { editionId, list, refIds, after } = context.args
    const step = draftOf(context, 'edition.arrange', editionId)
    if (step.refusal) return step.refusal
    const inList = itemsOfList(context.rows.related('editionItem.editionId', editionId), list)
    const byRef = new Map(inList.map((item) => [item.data.refId, item]))
    const moving = new Set(refIds)
    const moved = refIds.flatMap((refId) => byRef.get(refId) ?? [])
    const isAfterGone = after !== null && (!byRef.has(after) || moving.has(after))
    // Somebody took one of them out meanwhile.
    if (moved.length < refIds.length || isAfterGone) return reject('notPermitted')
    const others = inList.filter(({ data }) => !moving.has(data.refId))
    const at = after === null ? 0 : others.findIndex(({ data }) => data.refId === after) + 1
    const arranged = [...others.slice(0, at), ...moved, ...others.slice(at)]
    if (arranged.every((item, index) => item.id === inList[index]?.id)) return reject('nothingToChange')
    const [before, behind] = [others[at - 1]?.data.order ?? 0, others[at]?.data.order]
    const gap = behind === undefined ? orderStep : Math.floor((behind - before) / (moved.length + 1))
    // Only the lines that move are written, as long as there is room between their new neighbours.
    const orders: [id: string, order: number, now: number][] =
      gap >= 1
        ? moved.map(({ id, data }, index) => [id, before + gap * (index + 1), data.order])
        : arranged.map(({ id, data }, index) => [id, orderStep * (index + 1), data.order])
    return accept(
      orders.flatMap(([id, order, now]) => (order === now ? [] : [patch('editionItem', id, { order })])),
    )
  },
})
