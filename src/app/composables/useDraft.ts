/**
 * A form that is never lost: what is typed is saved (sealed) at each change, and comes back after a reload, a killed
 * browser or an update, at the same place with the same field in hand.
 */
import { nextTick, onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { SaveResult } from '../client/engine/dispatch'
import { rowKey, type Row } from '../../domain/rows'
import { useClient } from './useClient'

/** Forms as `drafts` names them; stored, so the names stay. */
export type DraftForm =
  | 'visit'
  | 'subject'
  | 'issue.resubmit'
  | 'issue.decision'
  | 'loop.step'
  | 'loop.task'
  | 'loop.merge'
  | 'loop.split'
  | 'lists.open'
  | 'lists.note'
  | 'lists.head'
  | 'lists.reason'
  | 'notice.compose'
  | 'notice.head'
  | 'notice.line'
  | 'notice.reason'
  | 'campaign.plan'
  | 'campaign.activity'
  | 'campaign.case'
  | 'campaign.press'
  | 'campaign.remark'

/** Where the person was in the form. */
export interface FormPlace {
  scrollY: number
  /** Name of the field in hand (`data-field`). */
  field: string | null
  /** How far below the top of the screen that field stood, px: rows above it may be others when it is brought back. */
  fieldTop?: number | null
  /** Characters before the caret in it. */
  caret?: number | null
}

export interface SavedForm {
  data: unknown
  place: FormPlace | null
  /** Of a row that is edited: its version when the form was opened first. */
  seen?: number | undefined
}

/** What a draft holds, read without trust: an older or newer build may have written it. */
export function readSavedForm(content: unknown): SavedForm {
  const { data, place, seen } = (
    typeof content === 'object' && content !== null ? content : {}
  ) as Partial<SavedForm>
  return { data, place: place ?? null, seen }
}

export interface UseDraftOptions<T extends object> {
  id: string
  form: DraftForm
  initial: () => T
  /** Reads what an older build may have saved; undefined when nothing of it can be used. */
  read: (saved: unknown) => T | undefined
  /** Nothing in it that a person would miss: no draft is kept. */
  isEmpty: (data: T) => boolean
  place?: { capture: () => FormPlace; restore: (place: FormPlace) => void }
  /** The row that is edited. Others may change it while the draft lies: it is decided on the version that was looked at. */
  edits?: Row | undefined
}

/** `ended`: the form was saved or thrown away, and the draft with it. */
type DraftState = 'clean' | 'unsaved' | 'saved' | 'failed' | 'ended'

export interface UseDraftReturn<T extends object> {
  data: Ref<T>
  /** False until a saved draft was looked for: the form shows nothing before. */
  ready: Readonly<Ref<boolean>>
  /** The device store could not be read; an empty form now would overwrite what is there. */
  loadFailed: Readonly<Ref<boolean>>
  reload: () => Promise<void>
  /** It came from a saved draft. */
  restored: Readonly<Ref<boolean>>
  state: Readonly<Ref<DraftState>>
  /** Device clock, ms. */
  savedAt: Readonly<Ref<number | null>>
  /** Writes now what is not written yet. */
  flush: () => Promise<void>
  /** Of the row that is edited, the version that was looked at (`DispatchOptions.seen`). */
  seen: () => Record<string, number>
  /** Holds autosave while the form itself is saved; a saved form ends the draft, a refused one goes on. */
  finish: (save: () => Promise<SaveResult>) => Promise<SaveResult>
  /** Throws the draft away. */
  discard: () => Promise<void>
}

/** Longest time between a keystroke and the start of its save, ms: what a killed browser can cost. */
const saveAfterMs = 250

export function useDraft<T extends object>(options: UseDraftOptions<T>): UseDraftReturn<T> {
  const { id, form, place, edits } = options
  const { client } = useClient()
  const data = ref(options.initial()) as Ref<T>
  const ready = shallowRef(false)
  const loadFailed = shallowRef(false)
  const restored = shallowRef(false)
  const state = shallowRef<DraftState>('clean')
  const savedAt = shallowRef<number | null>(null)
  let seen = edits?.version
  let isOnDisk = false
  let isDirty = false
  let isHeld = false
  let isEnded = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** One write after the other: a later one must not be overtaken by an earlier one. */
  let writing: Promise<void> = Promise.resolve()

  async function load(): Promise<void> {
    loadFailed.value = false
    try {
      const drafts = await client.drafts()
      const found = drafts.find((draft) => draft.id === id)
      if (found) take(readSavedForm(found.content), found.updatedAt)
      ready.value = true
    } catch {
      loadFailed.value = true
    }
  }

  function take(saved: SavedForm, updatedAt: number): void {
    isOnDisk = true
    const content = options.read(saved.data)
    if (!content) return
    if (seen !== undefined) seen = saved.seen ?? seen
    data.value = content
    restored.value = true
    state.value = 'saved'
    savedAt.value = updatedAt
    if (saved.place) restoreLater(saved.place)
  }

  function restoreLater(saved: FormPlace): void {
    void nextTick(() => requestAnimationFrame(() => place?.restore(saved)))
  }

  // Synchronous, so that what `load` puts in is told apart from what a person types.
  watch(data, touch, { deep: true, flush: 'sync' })

  function touch(): void {
    if (!ready.value || isEnded) return
    isDirty = true
    if (state.value !== 'failed') state.value = 'unsaved'
    schedule()
  }

  function schedule(): void {
    // Not put off by further typing: a fast typist would be saved last.
    if (timer === undefined && !isHeld) timer = setTimeout(() => void flush(), saveAfterMs)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    if (!isDirty || isHeld || isEnded) return
    isDirty = false
    try {
      if (options.isEmpty(data.value)) {
        if (isOnDisk) await client.dropDraft(id)
        isOnDisk = false
        state.value = 'clean'
        return
      }
      const content: SavedForm = {
        data: data.value,
        place: place?.capture() ?? null,
        ...(seen !== undefined && { seen }),
      }
      await client.saveDraft({ id, form, content })
      isOnDisk = true
      savedAt.value = Date.now()
      state.value = isDirty ? 'unsaved' : 'saved'
    } catch {
      // No room, or the storage went away: the next change or the way out tries again, and the form says so.
      isDirty = true
      state.value = 'failed'
    }
  }

  /** Place alone is worth a write only when there is a draft already, or one on its way to the disk. */
  function keepPlace(): void {
    const isKept = isOnDisk || state.value === 'unsaved' || state.value === 'failed'
    if (!isKept || isEnded) return
    isDirty = true
    schedule()
  }

  function end(): void {
    isEnded = true
    state.value = 'ended'
    clearTimeout(timer)
  }

  function onHidden(): void {
    if (document.visibilityState === 'hidden') void flush()
  }
  const onHide = (): void => void flush()

  document.addEventListener('visibilitychange', onHidden)
  window.addEventListener('pagehide', onHide)
  if (place) {
    window.addEventListener('scroll', keepPlace, { passive: true })
    document.addEventListener('focusin', keepPlace)
  }
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onHidden)
    window.removeEventListener('pagehide', onHide)
    window.removeEventListener('scroll', keepPlace)
    document.removeEventListener('focusin', keepPlace)
    void flush()
  })
  void load()

  return {
    data,
    ready: readonly(ready),
    loadFailed: readonly(loadFailed),
    reload: load,
    restored: readonly(restored),
    state: readonly(state),
    savedAt: readonly(savedAt),
    flush,
    seen: () => (edits && seen !== undefined ? { [rowKey(edits.kind, edits.id)]: seen } : {}),
    async finish(save) {
      await flush()
      isHeld = true
      try {
        const result = await save()
        if (result.saved) end()
        return result
      } finally {
        isHeld = false
        if (isDirty) schedule()
      }
    },
    async discard() {
      end()
      await writing
      await client.dropDraft(id)
    },
  }
}
