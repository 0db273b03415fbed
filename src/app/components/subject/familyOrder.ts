import type { Row } from '../../../domain/rows'

/** The head of the household first, then by age; those whose year of birth is not known come last. */
export const familyOrder =
  (head: string) =>
  (a: Row<'subjectMember'>, b: Row<'subjectMember'>): number =>
    rankOf(a, head) - rankOf(b, head) || (a.id < b.id ? -1 : 1)

const rankOf = ({ data: { name, birthYear } }: Row<'subjectMember'>, head: string): number =>
  name === head ? 0 : (birthYear ?? 9999)
