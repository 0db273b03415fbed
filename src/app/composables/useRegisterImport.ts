/**
 * Importing a register, step by step: a file, how its columns are read, what would be done, doing it. The server reads
 * and plans; nothing of the file is kept in this browser.
 */
import {
  computed,
  inject,
  onScopeDispose,
  readonly,
  ref,
  shallowReadonly,
  shallowRef,
  type InjectionKey,
} from 'vue'
import type { RegisterField } from '../../domain/register/fields'
import type { FileProblemCode, ImportHead, ImportPreview } from '../../sync/registerImport'
import { createRegisterTransport, type RegisterTransport } from '../client/browser/registerTransport'
import type { TransportResult } from '../client/ports'
import { useSessionStore } from '../stores/session'

export type ImportStep = 'choose' | 'columns' | 'check' | 'done'
export type ImportMapping = ImportHead['mappings'][number]

/** Why it did not go on; each has a sentence under `register.failure.*` or `register.file.*`. */
export type ImportFailure =
  | { kind: 'file'; code: FileProblemCode }
  | {
      kind: 'failure'
      code: 'notPermitted' | 'busy' | 'storageFull' | 'unavailable' | 'network' | 'unreadable'
    }
  /** A code of `rejection.*`; open, since a newer server may know more. */
  | { kind: 'refused'; sheet: string; row: number; code: string }

export const registerTransportKey: InjectionKey<RegisterTransport> = Symbol('register transport')

export type RegisterImport = ReturnType<typeof useRegisterImport>

export function useRegisterImport() {
  const session = useSessionStore()
  const given = inject(registerTransportKey, undefined)
  const transport = (): RegisterTransport | undefined =>
    given ?? (session.open ? createRegisterTransport(session.open.server) : undefined)

  const step = ref<ImportStep>('choose')
  const fileName = ref('')
  let bytes: Uint8Array | undefined
  const preview = shallowRef<ImportPreview>()
  /** As the person has them now; those of the preview until something is corrected. */
  const mappings = ref<ImportMapping[]>([])
  const isCorrected = ref(false)
  /** What is under way: reading, or writing with how far it is. */
  const busy = ref<'reading' | 'applying'>()
  const progress = ref({ done: 0, total: 0 })
  const failure = shallowRef<ImportFailure>()
  const notice = ref<'cancelled' | 'changedMeanwhile'>()
  let control: AbortController | undefined

  onScopeDispose(() => control?.abort())

  const hasWork = computed(() => {
    const counts = preview.value?.counts
    return counts !== undefined && counts.create + counts.edit > 0
  })

  async function choose(file: File): Promise<void> {
    control?.abort()
    preview.value = undefined
    mappings.value = []
    isCorrected.value = false
    fileName.value = file.name
    try {
      bytes = new Uint8Array(await file.arrayBuffer())
    } catch {
      failure.value = { kind: 'failure', code: 'unreadable' }
      return
    }
    if (await look()) step.value = 'columns'
  }

  /** Asks the server how it reads the file and what would be done. True when there is an answer to show. */
  async function look(): Promise<boolean> {
    const way = transport()
    if (!bytes || !way) return false
    const mine = begin('reading')
    const answer = await way.preview(headOf(), bytes, mine.signal)
    if (mine.signal.aborted) return false
    busy.value = undefined
    if (!answer.ok) return fail(failureOf(answer))
    const { value } = answer
    switch (value.result) {
      case 'preview':
        show(value.preview)
        return true
      case 'fileRefused':
        return fail({ kind: 'file', code: value.code })
      case 'notPermitted':
      case 'busy':
        return fail({ kind: 'failure', code: value.result })
    }
  }

  async function apply(): Promise<void> {
    const way = transport()
    const shown = preview.value?.hash
    if (!bytes || !way || shown === undefined) return
    const mine = begin('applying')
    const answer = await way.apply({ ...headOf(), shown }, bytes, {
      signal: mine.signal,
      onProgress: (done, total) => (progress.value = { done, total }),
    })
    if (mine.signal.aborted) return
    busy.value = undefined
    if (!answer.ok) return void fail(failureOf(answer))
    const { value } = answer
    switch (value.result) {
      case 'applied':
        preview.value = value.preview
        step.value = 'done'
        // What was written comes back as rows, like anybody's work.
        void session.open?.syncNow()
        return
      case 'changedMeanwhile':
        show(value.preview)
        notice.value = 'changedMeanwhile'
        return
      case 'refused':
        return void fail({ kind: 'refused', sheet: value.sheet, row: value.row, code: value.rejection })
      case 'failed':
        return void fail({ kind: 'failure', code: value.code })
      case 'fileRefused':
        return void fail({ kind: 'file', code: value.code })
      case 'notPermitted':
      case 'busy':
        return void fail({ kind: 'failure', code: value.result })
    }
  }

  function begin(what: 'reading' | 'applying'): AbortController {
    control?.abort()
    control = new AbortController()
    busy.value = what
    progress.value = { done: 0, total: 0 }
    failure.value = undefined
    notice.value = undefined
    return control
  }

  function fail(why: ImportFailure): false {
    failure.value = why
    return false
  }

  function show(next: ImportPreview): void {
    preview.value = next
    mappings.value = next.sheets.map(mappingOf)
    isCorrected.value = false
  }

  const headOf = (): ImportHead => ({ fileName: fileName.value.slice(-255), mappings: mappings.value })

  function correct(sheet: string, change: Partial<ImportMapping>): void {
    mappings.value = mappings.value.map((mapping) =>
      mapping.sheet === sheet ? { ...mapping, ...change } : mapping,
    )
    isCorrected.value = true
    failure.value = undefined
  }

  return {
    step: readonly(step),
    fileName: readonly(fileName),
    preview: shallowReadonly(preview),
    mappings: shallowReadonly(mappings),
    busy: readonly(busy),
    progress: readonly(progress),
    failure: shallowReadonly(failure),
    notice: readonly(notice),
    hasWork,
    choose,
    correct,
    setColumn(sheet: string, index: number, field: RegisterField): void {
      const columns = mappings.value.find((mapping) => mapping.sheet === sheet)?.columns
      if (columns) correct(sheet, { columns: columns.map((before, at) => (at === index ? field : before)) })
    },
    /** The headings stand elsewhere: what the columns mean is guessed anew from them. */
    async setHeader(sheet: string, headerFrom: number, headerTo: number): Promise<void> {
      correct(sheet, { headerFrom, headerTo, columns: [], isSkipped: false })
      await look()
    },
    /** From the columns to the result; read again when something was corrected. */
    async check(): Promise<void> {
      if (!isCorrected.value || (await look())) step.value = 'check'
    },
    back(): void {
      step.value = step.value === 'check' ? 'columns' : 'choose'
      failure.value = undefined
      notice.value = undefined
    },
    apply,
    cancel(): void {
      const was = busy.value
      control?.abort()
      busy.value = undefined
      if (was === 'applying') notice.value = 'cancelled'
    },
    restart(): void {
      control?.abort()
      bytes = undefined
      fileName.value = ''
      preview.value = undefined
      mappings.value = []
      isCorrected.value = false
      failure.value = undefined
      notice.value = undefined
      step.value = 'choose'
    },
  }
}

const mappingOf = ({
  sheet,
  isSkipped,
  headerFrom,
  headerTo,
  columns,
  villageId,
}: ImportPreview['sheets'][number]): ImportMapping => ({
  sheet,
  isSkipped,
  headerFrom,
  headerTo,
  columns: [...columns],
  villageId,
})

function failureOf(answer: Extract<TransportResult<unknown>, { ok: false }>): ImportFailure {
  if (answer.reason === 'network') return { kind: 'failure', code: 'network' }
  switch (answer.problem.code) {
    case 'tooLarge':
      return { kind: 'file', code: 'tooLarge' }
    case 'storageFull':
      return { kind: 'failure', code: 'storageFull' }
    default:
      return { kind: 'failure', code: 'unavailable' }
  }
}
