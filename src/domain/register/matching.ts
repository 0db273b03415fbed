/**
 * Which household of the register a household of the file is. Same village and head's name come first; group, phone,
 * address and members tell those of one name apart. What was written from a file is found again by that file, since
 * whatever told two households apart in it was kept.
 */
import type { AreaId, SubjectId } from '../ids'
import type { RegisterHousehold, RowProblemCode } from './household'
import { phoneNumbers } from './normalise'

/** A household as the register holds it. */
export interface KnownHousehold {
  id: SubjectId
  name: string
  areaId: AreaId
  groupId: AreaId | null
  address: string
  notes: string
  tags: readonly string[]
  /** Null where it has no contact row. */
  contact: { contactName: string; phone: string } | null
  members: readonly { id: string; name: string; relation: string; birthYear: number | null }[]
}

export type Match =
  | { match: 'new'; hasSameName: boolean }
  /** `isByNameOnly`: number and address are both other ones; only village, name and perhaps the group agree. */
  | { match: 'known'; known: KnownHousehold; isByNameOnly: boolean }
  | { match: 'rejected'; code: Extract<RowProblemCode, 'duplicateInFile' | 'ambiguous'>; value: string }

/** Compared without spaces, signs, and the names of village and group that stand before it. */
export type AddressKey = (address: string, areaId: AreaId, groupId: AreaId | null) => string

export const nameKey = (name: string): string => name.replace(/\s/g, '')

export function matchHouseholds(
  households: readonly RegisterHousehold[],
  known: readonly KnownHousehold[],
  addressKey: AddressKey,
): Match[] {
  const matches = new Map<RegisterHousehold, Match>()
  const bucket = ({ areaId, name }: { areaId: AreaId; name: string }): string => `${areaId} ${nameKey(name)}`
  const knownByName = groupBy(
    known.map((entry) => ({ entry, seen: fromKnown(entry, addressKey) })),
    ({ entry }) => bucket(entry),
  )
  const taken = new Set<SubjectId>()
  for (const [key, group] of groupBy(households, bucket)) {
    const candidates = knownByName.get(key) ?? []
    const distinct: { household: RegisterHousehold; seen: Seen }[] = []
    for (const household of group) {
      const seen = fromFile(household, addressKey)
      const before = distinct.find((other) => !isTold(seen, other.seen))
      if (before) {
        matches.set(household, {
          match: 'rejected',
          code: 'duplicateInFile',
          value: `${before.household.sheet} ${before.household.row}`,
        })
      } else distinct.push({ household, seen })
    }
    for (const [household, match] of assign(distinct, candidates)) {
      if (match.match === 'known') taken.add(match.known.id)
      matches.set(household, match)
    }
  }
  renamed(
    matches,
    known.filter(({ id }) => !taken.has(id)),
    addressKey,
  )
  return households.map((household) => matches.get(household) ?? { match: 'new', hasSameName: false })
}

/** What can tell two households of one name apart. */
interface Seen {
  groupId: AreaId | null
  phones: string[]
  address: string
  others: string[]
}

const fromFile = (household: RegisterHousehold, addressKey: AddressKey): Seen => ({
  groupId: household.groupId,
  phones: phoneNumbers(household.phone),
  address: addressKey(household.address, household.areaId, household.groupId),
  others: household.members
    .map(({ name }) => nameKey(name))
    .filter((name) => name !== nameKey(household.name)),
})
const fromKnown = (household: KnownHousehold, addressKey: AddressKey): Seen => ({
  groupId: household.groupId,
  phones: phoneNumbers(household.contact?.phone ?? ''),
  address: addressKey(household.address, household.areaId, household.groupId),
  others: household.members
    .map(({ name }) => nameKey(name))
    .filter((name) => name !== nameKey(household.name)),
})

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((item) => b.includes(item))
const bothDiffer = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && b.length > 0 && !meet(a, b)

/** True when two lines of a file are certainly two households. */
const isTold = (a: Seen, b: Seen): boolean =>
  (a.groupId !== null && b.groupId !== null && a.groupId !== b.groupId) ||
  bothDiffer(a.phones, b.phones) ||
  (a.address !== '' && b.address !== '' && a.address !== b.address) ||
  bothDiffer(a.others, b.others)

/** Undefined: not the same household, whatever the name. */
function scoreOf(file: Seen, known: Seen): number | undefined {
  const samePhone = meet(file.phones, known.phones)
  const sameAddress = file.address !== '' && file.address === known.address
  const sameMembers = meet(file.others, known.others)
  const sameGroup = file.groupId !== null && file.groupId === known.groupId
  const otherGroup = file.groupId !== null && known.groupId !== null && file.groupId !== known.groupId
  // In another group, with nothing in common: a namesake.
  if (otherGroup && !samePhone && !sameAddress && !sameMembers) return undefined
  return (
    (sameGroup ? 4 : otherGroup ? -4 : 0) +
    (samePhone ? 4 : bothDiffer(file.phones, known.phones) ? -1 : 0) +
    (sameAddress ? 3 : file.address !== '' && known.address !== '' ? -1 : 0) +
    (sameMembers ? 3 : bothDiffer(file.others, known.others) ? -2 : 0)
  )
}

const sharesNothing = (file: Seen, known: Seen): boolean =>
  bothDiffer(file.phones, known.phones) &&
  file.address !== '' &&
  known.address !== '' &&
  file.address !== known.address &&
  !meet(file.others, known.others)

interface Candidate {
  entry: KnownHousehold
  seen: Seen
}

/**
 * No household twice. Of those whose best candidate is one alone the surest comes first, so that what it takes helps to
 * tell the others apart; whoever still fits two equally well is left to a person.
 */
function assign(
  files: readonly { household: RegisterHousehold; seen: Seen }[],
  candidates: readonly Candidate[],
): Map<RegisterHousehold, Match> {
  const matches = new Map<RegisterHousehold, Match>()
  const open = new Set(candidates)
  const waiting = new Set(files)
  const ambiguous: { household: RegisterHousehold; found: number }[] = []
  for (;;) {
    let surest: { file: (typeof files)[number]; score: number; candidate: Candidate } | undefined
    ambiguous.length = 0
    for (const file of waiting) {
      const best = bestOf(file.seen, open)
      if (!best) continue
      const [candidate, ...others] = best.candidates
      if (!candidate || others.length > 0)
        ambiguous.push({ household: file.household, found: best.candidates.length })
      else if (!surest || best.score > surest.score) surest = { file, score: best.score, candidate }
    }
    if (!surest) break
    open.delete(surest.candidate)
    waiting.delete(surest.file)
    const { entry, seen } = surest.candidate
    const isByNameOnly = sharesNothing(surest.file.seen, seen)
    matches.set(surest.file.household, { match: 'known', known: entry, isByNameOnly })
  }
  for (const { household } of waiting)
    matches.set(household, { match: 'new', hasSameName: candidates.length > 0 })
  for (const { household, found } of ambiguous)
    matches.set(household, { match: 'rejected', code: 'ambiguous', value: String(found) })
  return matches
}

function bestOf(
  seen: Seen,
  open: ReadonlySet<Candidate>,
): { score: number; candidates: Candidate[] } | undefined {
  let best: { score: number; candidates: Candidate[] } | undefined
  for (const candidate of open) {
    const score = scoreOf(seen, candidate.seen)
    if (score === undefined) continue
    if (!best || score > best.score) best = { score, candidates: [candidate] }
    else if (score === best.score) best.candidates.push(candidate)
  }
  return best
}

/**
 * 户主变更: a household that is new by its head's name, whose head the register lists as a member of a household in the
 * same village with the same phone or address. Only where exactly one fits.
 */
function renamed(
  matches: Map<RegisterHousehold, Match>,
  known: readonly KnownHousehold[],
  addressKey: AddressKey,
): void {
  const byMember = new Map<string, KnownHousehold[]>()
  for (const entry of known) {
    for (const { name } of entry.members) {
      const key = `${entry.areaId} ${nameKey(name)}`
      byMember.set(key, [...(byMember.get(key) ?? []), entry])
    }
  }
  const taken = new Set<KnownHousehold>()
  for (const [household, match] of matches) {
    if (match.match !== 'new') continue
    const seen = fromFile(household, addressKey)
    const fitting = (byMember.get(`${household.areaId} ${nameKey(household.name)}`) ?? []).filter((entry) => {
      const other = fromKnown(entry, addressKey)
      const isSame =
        meet(seen.phones, other.phones) || (seen.address !== '' && seen.address === other.address)
      return isSame && !taken.has(entry)
    })
    const [only] = fitting
    if (fitting.length !== 1 || !only) continue
    taken.add(only)
    matches.set(household, { match: 'known', known: only, isByNameOnly: false })
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = found.get(key)
    if (list) list.push(item)
    else found.set(key, [item])
  }
  return found
}
