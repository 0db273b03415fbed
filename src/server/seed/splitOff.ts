import { heardOf } from './heard/allHeard'
import { handlingOf } from './handlings/allHandlings'
import { stepBy, type Matter } from './loop/scene'
import { layOut } from './loop/timeline'
import type { Random } from './random'
import { situationById } from './situations/allSituations'
import type { DoubleMatter } from './situations/splits'
import { fillSlots } from './slots'
import { voiceOf } from './voices/allVoices'

/** 拆分 of a listed issue by the office: the part that stays, and the new issue, whose first step is the split. */
export function splitOff(
  random: Random,
  matter: Matter,
  double: DoubleMatter,
  end: number,
): { stays: Matter; leaves: Matter } {
  const { issue, listedAt, slots } = matter
  const [at = listedAt + 1] = layOut(random, [{ days: 1, hours: 'office' }], {
    from: listedAt,
    to: listedAt + 86_400_000,
    end,
  })
  const byId = issue.steps.at(-1)?.byId ?? ''
  const part = (half: DoubleMatter['stays']) => ({
    title: half.title,
    words: fillSlots(half.words, slots, random),
    categoryId: situationById(half.situationId).categoryId,
  })
  const stays = part(double.stays)
  const leaves = part(double.leaves)
  const newIssueId = random.uuidAt(at)
  const split = stepBy(byId, at, {
    command: 'issue.split',
    args: { issueId: issue.id, newIssueId, stays, leaves },
  })
  const handledAs = ({ situationId }: DoubleMatter['stays'], categoryId: string) => ({
    handling: handlingOf(situationId),
    voice: voiceOf(categoryId),
    heard: heardOf(situationId),
  })
  // Its category decides who leads; the issue as registered keeps what was said.
  return {
    stays: { ...matter, ...handledAs(double.stays, stays.categoryId), listedAt: at },
    leaves: {
      ...matter,
      ...handledAs(double.leaves, leaves.categoryId),
      listedAt: at,
      issue: {
        ...issue,
        ...leaves,
        id: newIssueId,
        situationId: double.leaves.situationId,
        splitFromId: issue.id,
        steps: [split],
      },
    },
  }
}
