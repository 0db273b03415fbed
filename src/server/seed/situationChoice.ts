/** Which situation is told in a visit. */
import type { Fate } from './issueSteps'
import type { SeedSubject } from './plan'
import type { Random } from './random'
import type { Situation } from './situations/situation'
import type { DraftVisit } from './visits'

/**
 * Takes the situation told least often among those that fit, and among these one of the rarest category: a small zone
 * hears each only once, and something of every category.
 */
export function situationChooser(
  random: Random,
  world: { readonly situations: readonly Situation[]; readonly year: number },
  arePetitionsArranged: boolean,
) {
  const uses = new Map<Situation, number>()
  const categoryUses = new Map<string, number>()
  // No category is ever told as often as this, so that the situation's own count decides first.
  const rank = (situation: Situation) =>
    (uses.get(situation) ?? 0) * 1_000_000 + (categoryUses.get(situation.categoryId) ?? 0)
  const told = new Set<string>()
  const order = random
    .shuffle(world.situations)
    .filter(({ kind }) => kind !== 'petition' || !arePetitionsArranged)
  const tell = (situation: Situation) => {
    uses.set(situation, (uses.get(situation) ?? 0) + 1)
    categoryUses.set(situation.categoryId, (categoryUses.get(situation.categoryId) ?? 0) + 1)
  }
  function choose(visit: DraftVisit, subject: SeedSubject | null, fate: Fate): Situation {
    const fitting = order.filter((situation) => fits(situation, visit, subject, world.year))
    const able = fitting.filter((situation) => allows(situation, fate))
    const fresh = (situation: Situation) => !told.has(`${subject?.id ?? visit.id} ${situation.id}`)
    const unheard = (situation: Situation) => (uses.get(situation) ?? 0) < situation.words.length
    // Few enterprises of one trade know a matter that can be declined; rather than hear the same words again, an
    // ordinary fate must do. Only a large zone, where all has been said, repeats itself.
    const candidates = [
      able.filter((situation) => fresh(situation) && unheard(situation)),
      fitting.filter((situation) => fresh(situation) && unheard(situation)),
      able.filter(fresh),
      fitting.filter(fresh),
      fitting,
    ].find((list) => list.length > 0)
    const situation = candidates?.reduce((best, next) => (rank(next) < rank(best) ? next : best))
    if (!situation) throw new Error(`issues: no situation fits a visit of kind ${visit.kind}`)
    tell(situation)
    told.add(`${subject?.id ?? visit.id} ${situation.id}`)
    return situation
  }
  const worded = new Map<Situation, number>()
  return Object.assign(choose, {
    /** Counts one that will be told without having been chosen. */
    reserve: tell,
    /** The next wording of it. */
    wordingOf(situation: Situation): string {
      const used = worded.get(situation) ?? 0
      worded.set(situation, used + 1)
      return situation.words[used % situation.words.length] ?? situation.words[0]
    },
  })
}

export function fits(
  situation: Situation,
  visit: DraftVisit,
  subject: SeedSubject | null,
  year: number,
): boolean {
  const { raisedBy, setting, months, tags, aged, care } = situation
  const kind = subject?.kind ?? 'household'
  if (!raisedBy.includes(kind)) return false
  if (setting !== undefined && setting !== visit.setting) return false
  if (months !== undefined && !months.includes(monthOf(visit))) return false
  if (kind !== 'household' && tags !== undefined && !tags.some((tag) => subject?.tags.includes(tag)))
    return false
  // What concerns one family is not said before all the others.
  const alone = visit.subject !== null
  if (situation.kind === 'petition' && !alone) return false
  if (care !== undefined && !(alone && care.some((id) => subject?.care?.groups.includes(id)))) return false
  if (aged === undefined || subject === null || subject.kind !== 'household') return true
  const [youngest, oldest] = aged
  return subject.members.some(({ birthYear }) => year - birthYear >= youngest && year - birthYear <= oldest)
}

export function allows(situation: Situation, fate: Fate): boolean {
  switch (fate) {
    case 'onSite':
      return situation.onSite !== undefined
    case 'declined':
      return situation.decline !== undefined
    case 'resubmitted':
      return situation.supplement !== undefined
    case 'reported':
    case 'accepted':
    case 'sentBack':
      return true
  }
}

export const monthOf = (visit: DraftVisit) => Number((visit.endedOn ?? visit.happenedOn).slice(5, 7))
