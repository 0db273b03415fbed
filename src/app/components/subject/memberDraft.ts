/** 家庭成员 in the subject form, and what becomes of them in its commands. */
import type { SubjectMember } from '../../../domain/subject/rows'
import { newId } from '../../composables/newId'
import { textOf } from '../visit/visitDraft'
import { integerOf } from '../visit/visitRequests'

export interface MemberDraft {
  id: string
  name: string
  relation: string
  birthYear: string
  /** To be taken off the list when the form is saved; only of one that was on it. */
  removed: boolean
}

export const emptyMember = (): MemberDraft => ({
  id: newId(),
  name: '',
  relation: '',
  birthYear: '',
  removed: false,
})

export const draftOfMember = ({ id, data }: { id: string; data: MemberText }): MemberDraft => ({
  ...emptyMember(),
  id,
  name: data.name,
  relation: data.relation,
  birthYear: textOf(data.birthYear),
})
type MemberText = Pick<SubjectMember, 'name' | 'relation' | 'birthYear'>

export const memberArgs = ({ id, name, relation, birthYear }: MemberDraft) => ({
  id,
  name,
  relation,
  birthYear: integerOf(birthYear) ?? null,
})

interface MemberPut {
  id: string
  name?: string
  relation?: string
  birthYear?: number | null
}

/** New members whole, of known ones the fields that differ. */
export function memberChanges(
  members: readonly MemberDraft[],
  before: readonly MemberDraft[],
): { put: MemberPut[]; remove: string[] } {
  const known = new Map(before.map((member) => [member.id, member]))
  const put = members.flatMap((member): MemberPut[] => {
    const { id, name, relation, birthYear, removed } = member
    const was = known.get(id)
    if (removed) return []
    if (!was) return [memberArgs(member)]
    const fields = {
      ...(name === was.name ? {} : { name }),
      ...(relation === was.relation ? {} : { relation }),
      ...(birthYear === was.birthYear ? {} : { birthYear: integerOf(birthYear) ?? null }),
    }
    return Object.keys(fields).length > 0 ? [{ id, ...fields }] : []
  })
  return { put, remove: members.filter(({ id, removed }) => removed && known.has(id)).map(({ id }) => id) }
}

/** The field of the member at a position of the arguments. */
export function memberFieldAt(
  members: readonly { id: string }[],
  prefix: string,
  path: string,
): string | undefined {
  if (!path.startsWith(prefix)) return undefined
  const [position = '', field = 'id'] = path.slice(prefix.length).split('.')
  const member = members[Number(position)]
  return member && memberField(member.id, field === 'id' ? 'name' : field)
}

export const memberField = (memberId: string, field: string): string => `member.${memberId}.${field}`
