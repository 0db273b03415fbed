/**
 * Saving a form: its requests are checked by the commands' own schemas, judged and stored as one stroke, and whatever
 * is refused is told at the field that holds it. What was typed stays in the form in every case.
 */
import { readonly, shallowRef, type Ref } from 'vue'
import type { Rejection } from '../../domain/command/rejection'
import { commandDefinitions, type CommandName, type CommandRequest } from '../../domain/command/registry'
import { parse, type SchemaIssue } from '../../domain/schema'
import type { DispatchOptions, SaveResult } from '../client/engine/dispatch'
import { useT, type Translate } from '../i18n'
import { useDispatch } from './useClient'
import { useRejectionText } from './useRejectionText'

/** A command as a form makes it: the arguments may still be wrong, which its schema says. */
export interface FormRequest {
  name: CommandName
  args: unknown
  /** Name of the form's field for a path in the arguments; undefined: none shows it. */
  fieldOf: (path: string) => string | undefined
}

export interface UseFormSaveReturn {
  /** What is wrong, by field name. */
  errors: Readonly<Ref<Readonly<Record<string, string>>>>
  /** What is wrong with the whole. */
  formError: Readonly<Ref<string | undefined>>
  isSaving: Readonly<Ref<boolean>>
  save: (requests: readonly FormRequest[], options: DispatchOptions) => Promise<SaveResult | undefined>
  /** Something was changed after a refusal: says only what is still wrong. */
  recheck: (requests: readonly FormRequest[]) => void
}

export interface UseFormSaveOptions {
  /** Wraps the dispatch, e.g. to hold the draft's autosave meanwhile. */
  around?: (dispatch: () => Promise<SaveResult>) => Promise<SaveResult>
}

export function useFormSave({ around = (run) => run() }: UseFormSaveOptions = {}): UseFormSaveReturn {
  const dispatch = useDispatch()
  const t = useT()
  const rejectionText = useRejectionText()
  const errors = shallowRef<Readonly<Record<string, string>>>({})
  const formError = shallowRef<string>()
  const isSaving = shallowRef(false)

  function sayInvalid({ fieldOf }: FormRequest, issue: SchemaIssue): void {
    const field = fieldOf(issue.path)
    const text = invalidText(t, field, issue)
    if (field === undefined) {
      formError.value ??= rejectionText({
        code: 'invalidArgs',
        params: { path: issue.path, issue: issue.code, ...issue.params },
      })
    } else {
      errors.value = { [field]: text, ...errors.value }
    }
  }

  function sayRefused({ fieldOf }: FormRequest, rejection: Rejection): void {
    const path = pathOfRejection(rejection)
    const field = path === undefined ? undefined : fieldOf(path)
    const text = rejectionText(rejection)
    if (field === undefined) formError.value = text
    else errors.value = { ...errors.value, [field]: text }
  }

  function check(requests: readonly FormRequest[]): void {
    for (const request of requests) {
      const parsed = parse(commandDefinitions[request.name].args, request.args)
      if (!parsed.ok) for (const issue of parsed.issues) sayInvalid(request, issue)
    }
  }

  function reset(): void {
    errors.value = {}
    formError.value = undefined
  }

  async function run(
    requests: readonly FormRequest[],
    options: DispatchOptions,
  ): Promise<SaveResult | undefined> {
    check(requests)
    if (requests.length === 0) formError.value = rejectionText({ code: 'nothingToChange' })
    if (Object.keys(errors.value).length > 0 || formError.value !== undefined) return undefined
    // Parsed just now: the arguments are what the command declares.
    const checked = requests.map(({ name, args }) => ({ name, args })) as CommandRequest[]
    try {
      const result = await around(() => dispatch(checked, options))
      const refused = result.saved ? undefined : requests[result.index]
      if (!result.saved && result.rejection && refused) sayRefused(refused, result.rejection)
      else if (!result.saved) formError.value = t('record.notReady')
      return result
    } catch {
      // The device store gave out (no room, or the browser took it away); the engine wrote all or nothing.
      formError.value = t('record.saveFailed')
      return undefined
    }
  }

  return {
    errors: readonly(errors),
    formError: readonly(formError),
    isSaving: readonly(isSaving),
    async save(requests, options) {
      if (isSaving.value) return undefined
      isSaving.value = true
      reset()
      try {
        return await run(requests, options)
      } finally {
        isSaving.value = false
      }
    },
    recheck(requests) {
      if (isSaving.value || (Object.keys(errors.value).length === 0 && formError.value === undefined)) return
      reset()
      check(requests)
    },
  }
}

/** Fields in which one chooses instead of writing. */
const choices = /(?:^|\.)(?:kind|subject|area|group|visitors|category|careGroups|actionId)$/u

/** Said at the field itself, so that "not filled in" can say what to do. */
function invalidText(t: Translate, field: string | undefined, { code, params }: SchemaIssue): string {
  const isMissing = code === 'missing' || code === 'empty' || code === 'tooFew'
  if (!isMissing || field === undefined) return t(`invalid.${code}`, params)
  return t(choices.test(field) ? 'record.pleaseChoose' : 'record.pleaseWrite')
}

/** The argument that a rejection speaks of, as a path. */
function pathOfRejection({ code, params }: Rejection): string | undefined {
  switch (code) {
    case 'invalidArgs':
      return String(params['path'])
    case 'dateInFuture':
    case 'dateTooLongAgo':
    case 'endBeforeStart':
    case 'stayTooLong':
    case 'identityNumber':
    case 'deadlinePast':
      return String(params['field'])
    case 'unknownCategory':
      return 'categoryId'
    case 'unknownArea':
      return 'areaId'
    case 'unknownCareGroup':
      return 'care.groups'
    case 'unknownUnit':
    case 'unitInactive':
      return 'unitId'
    case 'nameTaken':
      return 'name'
    case 'unknownPerson':
      return 'visitorIds'
    case 'kindMismatch':
      return 'details.subjectId'
    case 'notUrgentKind':
      return 'urgent'
    case 'confidentialStays':
      return 'confidential'
    case 'milestonesNeeded':
    case 'milestoneAfterDeadline':
      return 'milestones'
    case 'expiryTooFar':
      return 'expiresOn'
    case 'notLater':
      return 'dueOn'
    case 'outcomeNotProposed':
      return 'outcome'
    case 'notLeading':
      return 'leaderId'
    case 'confidentialAlone':
      return 'handlerId'
    case 'notAMaster':
      return 'masterId'
    case 'monthOpen':
    case 'monthFrozen':
    case 'notLatestEdition':
      return 'month'
    case 'planIncomplete':
      return String(params['field'])
    case 'unknownAction':
      return 'actionId'
    case 'stillIdentifies':
      return 'text'
    case 'categoryTooDeep':
      return 'parentId'
    case 'phaseOrder':
      return 'phases'
    case 'careGroupKept':
      return 'careGroups'
    case 'calendarOutside':
    case 'calendarOverlap':
    case 'calendarNotWeekend':
      return 'days'
    case 'areaInUse':
    case 'areaInactive':
      return 'parentId'
    case 'unitInUse':
    case 'categoryInUse':
    case 'ownAccess':
    case 'unknownCommand':
    case 'notPermitted':
    case 'wrongState':
    case 'alreadyExists':
    case 'dependencyRejected':
    case 'nothingToChange':
    case 'ownHandling':
    case 'ownReturnVisit':
    case 'handBackTooLate':
    case 'extensionPending':
    case 'noExtension':
    case 'masterNotEnded':
    case 'editionFrozen':
    case 'notForEdition':
    case 'editionNotFrozen':
    case 'noticeEmpty':
    case 'noticeTooLarge':
    case 'noticeConfidential':
    case 'noticeChanged':
    case 'ownNotice':
    case 'ownWork':
    case 'returnVisitStays':
    case 'drawItemDone':
      return undefined
  }
}
