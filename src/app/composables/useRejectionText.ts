import { useT, type Translate } from '../i18n'
import { domain } from '../locales/zh-CN/domain'
import { invalid } from '../locales/zh-CN/invalid'
import { rejection as sentences } from '../locales/zh-CN/rejection'
import { issueStates } from '../../domain/issue/rows'

/** A refusal as the engine or an outcome tells it. Codes are open: a newer server may know more. */
export interface RefusalText {
  code: string
  params?: Readonly<Record<string, string | number>>
}

const isKey = <T extends object>(object: T, key: string): key is keyof T & string =>
  Object.hasOwn(object, key)

/** The word for a field: the last part of its path that has one (`members.0.name` → 姓名). */
export function fieldLabel(t: Translate, path: string): string {
  for (const part of path.split('.').reverse())
    if (isKey(domain.field, part)) return t(`domain.field.${part}`)
  return path
}

/** One sentence for a refusal, with its ids turned into words. */
export function rejectionText(t: Translate, { code, params = {} }: RefusalText): string {
  if (!isKey(sentences, code)) return t('rejection.other', { code })
  const text = (name: string): string => String(params[name] ?? '')
  const words: Record<string, string> = { code }
  for (const [name, value] of Object.entries(params)) words[name] = String(value)
  words['field'] = fieldLabel(t, text('field') || text('path'))
  words['why'] = isKey(invalid, text('issue'))
    ? t(`invalid.${text('issue') as keyof typeof invalid}`, params)
    : text('issue')
  words['state'] = stateLabel(t, text('state'))
  if (isKey(domain.issueKind, text('kind')))
    words['kind'] = t(`domain.issueKind.${text('kind') as keyof typeof domain.issueKind}`)
  if (isKey(domain.visitKind, text('visitKind'))) {
    words['visitKind'] = t(`domain.visitKind.${text('visitKind') as keyof typeof domain.visitKind}`)
  }
  if (isKey(domain.subjectKind, text('subjectKind'))) {
    words['subjectKind'] = t(`domain.subjectKind.${text('subjectKind') as keyof typeof domain.subjectKind}`)
  }
  return t(`rejection.${code}`, words)
}

function stateLabel(t: Translate, state: string): string {
  const issueState = issueStates.find((known) => known === state)
  if (issueState) return t(`domain.issueState.${issueState}`)
  if (isKey(domain.taskState, state)) return t(`domain.taskState.${state}`)
  if (isKey(domain.editionState, state)) return t(`domain.editionState.${state}`)
  if (isKey(domain.planState, state)) return t(`domain.planState.${state}`)
  if (isKey(domain.caseState, state)) return t(`domain.caseState.${state}`)
  if (isKey(domain.visitState, state)) return t(`domain.visitState.${state}`)
  if (isKey(domain.noticeState, state)) return t(`domain.noticeState.${state}`)
  if (state === 'inactive') return t('domain.inactive')
  return state === 'ended' ? t('domain.pairingEnded') : state
}

export function useRejectionText(): (refusal: RefusalText) => string {
  const t = useT()
  return (refusal) => rejectionText(t, refusal)
}
