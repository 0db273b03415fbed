/** Changes of a household's members (家庭成员), as part of `subject.edit`. */
import {
  fresh,
  put,
  reject,
  related,
  type DecideContext,
  type Decision,
  type Read,
  type Rows,
} from '../command/define'
import type { MemberId } from '../ids'
import { editRow, type RowEdit } from '../mergeFields'
import type { Row } from '../rows'
import type { Infer } from '../schema'
import { maxMembers, type memberChanges } from './fields'

export type MemberChanges = Infer<typeof memberChanges>

export const memberReads = (subjectId: string, { put: members }: MemberChanges): Read[] => [
  related('subjectMember.subjectId', subjectId),
  ...members.map(({ id }) => fresh('subjectMember', id)),
]

const membersOf = (rows: Rows, subjectId: string): Map<MemberId, Row<'subjectMember'>> =>
  new Map(rows.related('subjectMember.subjectId', subjectId).map((row) => [row.id, row]))

/** Refuses what names somebody else's member, says two things of one member, or makes the list too long. */
export function refuseMembers(
  rows: Rows,
  subjectId: string,
  { put: members, remove }: MemberChanges,
): Decision | undefined {
  const known = membersOf(rows, subjectId)
  const named = new Set<MemberId>(remove)
  for (const [index, { id, name }] of members.entries()) {
    if (named.has(id))
      return reject('invalidArgs', { path: `members.put.${index}.id`, issue: 'duplicateItem' })
    named.add(id)
    if (known.has(id)) continue
    if (rows.get('subjectMember', id)) return reject('alreadyExists')
    if (name === undefined)
      return reject('invalidArgs', { path: `members.put.${index}.name`, issue: 'missing' })
  }
  if (remove.some((id) => !known.has(id))) return reject('notPermitted')
  const left = new Set(members.map(({ id }) => id))
  for (const { id, data } of known.values()) if (!data.removed && !remove.includes(id)) left.add(id)
  return left.size > maxMembers
    ? reject('invalidArgs', { path: 'members', issue: 'tooMany', max: maxMembers })
    : undefined
}

/**
 * The rows after it. Each field of a member merges like any other; being on the list is a field of its own, so that of
 * a removal and a correction that did not know of each other the later one decides, and both are told.
 */
export function editMembers(
  context: Pick<DecideContext<unknown>, 'rows' | 'base' | 'actor'>,
  subject: Row<'subject'>,
  { put: members, remove }: MemberChanges,
): RowEdit {
  const known = membersOf(context.rows, subject.id)
  const { areaId, pairedWith, knownBy = [] } = subject.data
  const shared = { subjectId: subject.id, areaId, pairedWith, knownBy }
  const edits = [
    ...members.map(({ id, ...fields }): RowEdit => {
      const row = known.get(id)
      if (row) return editMember(row, row.data.removed ? { ...fields, removed: false } : fields, context)
      const made = put('subjectMember', id, { ...shared, name: '', relation: '', birthYear: null, ...fields })
      return { changes: [made], changed: ['members'], conflicts: [] }
    }),
    ...remove.flatMap((id) => {
      const row = known.get(id)
      return row ? [editMember(row, { removed: true }, context)] : []
    }),
  ]
  return {
    changes: edits.flatMap(({ changes }) => changes),
    // Who of the family is for fewer people than the timeline.
    changed: edits.some(({ changed }) => changed.length > 0) ? ['members'] : [],
    conflicts: edits.flatMap(({ conflicts }) => conflicts),
  }
}

function editMember(
  row: Row<'subjectMember'>,
  wanted: Partial<Row<'subjectMember'>['data']>,
  context: Pick<DecideContext<unknown>, 'base' | 'actor'>,
): RowEdit {
  const edit = editRow(row, wanted, context)
  return {
    ...edit,
    conflicts: edit.conflicts.map((conflict) => ({
      ...conflict,
      // With the member: the subject has a name as well.
      field: `members.${row.id}.${conflict.field}`,
    })),
  }
}
