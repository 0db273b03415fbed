import { computed, type ComputedRef } from 'vue'
import { typedText, type TypedLine, type TypedTextTools } from '../components/record/typedText'
import type { Envelope } from '../../sync/envelope'
import { useT } from '../i18n'
import { useRows } from './useClient'
import { useFormat } from './useFormat'
import { useNames } from './useNames'

/** Turns what was typed into a command, or one value of a field, into words. */
export function useTypedText(): ComputedRef<{
  ofCommand: (envelope: Pick<Envelope, 'name' | 'args'>) => TypedLine[]
  ofField: (field: string, value: unknown) => string
}> {
  const t = useT()
  const names = useNames()
  const format = useFormat()
  const campaigns = useRows('campaign')
  return computed(() => {
    const groups = new Map(
      campaigns.value.flatMap(({ data }) => data.careGroups.map(({ id, name }) => [id, name] as const)),
    )
    const tools: TypedTextTools = {
      t,
      names,
      format: format.value,
      careGroup: (id) => groups.get(id) ?? t('common.unknown'),
    }
    return {
      ofCommand: (envelope) => typedText(envelope, tools),
      ofField: (field, value) =>
        typedText({ name: '', args: { [field]: value } }, tools)[0]?.value ?? t('common.none'),
    }
  })
}
