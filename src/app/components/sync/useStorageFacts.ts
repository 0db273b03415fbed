import { onMounted, readonly, shallowRef, type Ref } from 'vue'

export interface StorageFacts {
  usedBytes: number | null
  quotaBytes: number | null
  /** Null where the browser does not say. */
  isPersisted: boolean | null
}

/** What the browser says of its storage for this site; asked once, when the panel is shown. */
export function useStorageFacts(): Readonly<Ref<StorageFacts>> {
  const facts = shallowRef<StorageFacts>({ usedBytes: null, quotaBytes: null, isPersisted: null })
  onMounted(async () => {
    // Older Safari lacks parts of this; what is not known is shown as unknown.
    const estimate = await navigator.storage?.estimate?.().catch(() => undefined)
    const isPersisted = await navigator.storage?.persisted?.().catch(() => undefined)
    facts.value = {
      usedBytes: estimate?.usage ?? null,
      quotaBytes: estimate?.quota ?? null,
      isPersisted: isPersisted ?? null,
    }
  })
  return readonly(facts)
}
