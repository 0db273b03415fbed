import { useRouter } from 'vue-router'
import { correctionOf, type Correction } from '../components/record/correction'
import type { OwnCommand } from '../client/engine/state'
import { newId } from './newId'
import { useActor, useClient, useDrafts } from './useClient'
import { readSavedForm } from './useDraft'

export interface UseCorrectionReturn {
  /** The form that puts a stroke right, if there is one. */
  of: (commands: readonly OwnCommand[]) => Correction | undefined
  /** Whether a correction of it was begun and lies among the drafts. */
  isBegun: (commands: readonly OwnCommand[]) => boolean
  /** Opens that form; what was refused becomes a draft first, so that it outlives whatever happens on the way. */
  open: (commands: readonly OwnCommand[]) => Promise<void>
}

export function useCorrection(): UseCorrectionReturn {
  const { client } = useClient()
  const actor = useActor()
  const router = useRouter()
  const { drafts } = useDrafts()

  function of(commands: readonly OwnCommand[]): Correction | undefined {
    const me = actor.value?.personId
    if (me === undefined) return undefined
    return correctionOf(commands, {
      me,
      row: (kind, id) => client.row(kind, id),
      related: (relation, target) => client.related(relation, target),
    })
  }

  function begun(commands: readonly OwnCommand[]): string | undefined {
    const wanted = new Set(commands.map(({ id }) => id))
    return drafts.value.find(({ content }) => {
      const { settles } = (readSavedForm(content).data ?? {}) as { settles?: unknown }
      return Array.isArray(settles) && settles.some((id) => wanted.has(String(id)))
    })?.id
  }

  return {
    of,
    isBegun: (commands) => begun(commands) !== undefined,
    async open(commands) {
      const correction = of(commands)
      if (!correction) return
      const { form, data, path } = correction
      const id = begun(commands) ?? newId()
      if (begun(commands) === undefined) await client.saveDraft({ id, form, content: { data, place: null } })
      await router.push({ path, query: { draft: id } })
    },
  }
}
