/** A setting of this person on this device, sealed on disk and kept over reloads; see `session/settingForms.ts`. */
import { onScopeDispose, readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue'
import { settingForm } from '../session/settingForms'
import { useClient } from './useClient'

export interface UseSealedSettingOptions<T> {
  initial: T
  /** Reads without trust: an older or newer build may have written it. */
  read: (saved: unknown) => T
}

export interface UseSealedSettingReturn<T> {
  value: Readonly<ShallowRef<T>>
  /** False until what was kept has been read. */
  ready: DeepReadonly<ShallowRef<boolean>>
  /** Shows the change at once and keeps it; made on what is kept by then, which another tab may have changed. */
  change: (next: (now: T) => T) => Promise<void>
}

export function useSealedSetting<T extends object>(
  name: string,
  { initial, read }: UseSealedSettingOptions<T>,
): UseSealedSettingReturn<T> {
  const { client } = useClient()
  const id = settingForm(name)
  const value = shallowRef(initial) as ShallowRef<T>
  const ready = shallowRef(false)
  let isLeft = false
  onScopeDispose(() => (isLeft = true))

  async function kept(): Promise<T> {
    const found = (await client.drafts()).find((draft) => draft.id === id)
    return found ? read(found.content) : initial
  }

  /** One after the other: a later change must not be overtaken by an earlier one. */
  let writing: Promise<void> = kept()
    // A store that can't be read now: what is set holds until the page is left.
    .catch(() => initial)
    .then((found) => {
      if (!isLeft) value.value = found
      ready.value = true
    })

  return {
    value,
    ready: readonly(ready),
    change(next) {
      if (ready.value) value.value = next(value.value)
      writing = writing
        .then(async () => {
          const content = next(await kept())
          value.value = content
          await client.saveDraft({ id, form: id, content })
        })
        .catch(() => undefined)
      return writing
    },
  }
}
