import { shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { newId } from './newId'

/** The draft's id, kept in the address from the first moment: a reload then finds what was typed. */
export function useDraftId(): ShallowRef<string> {
  const route = useRoute()
  const router = useRouter()
  const { path } = route
  const asked = (): string | undefined =>
    typeof route.query['draft'] === 'string' ? route.query['draft'] : undefined
  const id = shallowRef(asked() ?? newId())
  const tell = (): void => void router.replace({ query: { ...route.query, draft: id.value } })

  if (asked() === undefined) tell()
  watch(asked, (next) => {
    // On the way to another page the form must stay what it is.
    if (route.path !== path || next === id.value) return
    id.value = next ?? newId()
    if (next === undefined) tell()
  })
  return id
}
