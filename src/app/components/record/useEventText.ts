/** What an event says beside its name: the words and figures that were kept with it. */
import { issueOutcomes, satisfactions } from '../../../domain/issue/rows'
import { urgeLevels } from '../../../domain/issue/urgeRows'
import type { Row } from '../../../domain/rows'
import { useClient } from '../../composables/useClient'
import { useFormat } from '../../composables/useFormat'
import { useNames } from '../../composables/useNames'
import { fieldLabel } from '../../composables/useRejectionText'
import { useT, type MessageKey, type MessageParams } from '../../i18n'

/** Details shown as they are, each in a line of its own. */
const plain = {
  title: 'record.event.task',
  text: 'record.event.text',
  remark: 'record.event.remark',
  reply: 'record.event.reply',
  reason: 'record.event.reason',
  measure: 'record.event.measure',
  words: 'record.event.words',
  explained: 'record.event.explained',
  result: 'record.event.result',
  toldResident: 'record.event.told',
  handedTo: 'record.event.handedTo',
} as const satisfies Record<string, MessageKey>

export function useEventText(): (event: Row<'event'>['data']) => string | undefined {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const { client } = useClient()

  return function textOf({ type, detail }) {
    const said = (name: string): string => String(detail[name] ?? '')
    const list = (name: string): string[] => (Array.isArray(detail[name]) ? detail[name] : [])
    const line = (name: string, key: MessageKey, say: (value: string) => MessageParams): string =>
      said(name) && t(key, say(said(name)))
    const word = <V extends string>(name: string, known: readonly V[], say: (value: V) => string): string => {
      const value = known.find((each) => each === said(name))
      return value === undefined ? '' : say(value)
    }
    const join = (words: readonly string[]): string => words.join(t('record.listSeparator'))
    const lines = [
      list('fields').length > 0 &&
        t('record.event.fields', { fields: join(list('fields').map((field) => fieldLabel(t, field))) }),
      word('level', urgeLevels, (level) => t('record.event.level', { text: t(`domain.urgeLevel.${level}`) })),
      word('outcome', issueOutcomes, (outcome) =>
        t('record.event.outcome', { text: t(`domain.issueOutcome.${outcome}`) }),
      ),
      word('satisfaction', satisfactions, (satisfaction) =>
        t('record.event.satisfaction', { text: t(`domain.satisfaction.${satisfaction}`) }),
      ),
      ...Object.entries(plain).map(([name, key]) => line(name, key, (text) => ({ text }))),
      list('milestones').length > 0 && t('record.event.milestones', { text: join(list('milestones')) }),
      line('fromUnitId', 'record.event.fromUnit', (id) => ({ text: names.unit(id) })),
      line('unitId', 'record.event.unit', (id) => ({ text: names.unit(id) })),
      line('handlerId', 'record.event.handler', (id) => ({ text: names.person(id) })),
      line('leaderId', 'record.event.leader', (id) => ({ text: names.person(id) })),
      line('masterId', 'record.event.master', (id) => ({
        text: client.row('issue', id)?.data.title ?? t('common.unknown'),
      })),
      line('dueOn', 'record.event.due', (date) => ({ date: format.value.date(date) })),
      line('reviewOn', 'record.event.reviewOn', (date) => ({ date: format.value.date(date) })),
      line('replyBy', 'record.event.replyBy', (date) => ({ date: format.value.date(date) })),
      type === 'subject.moved' &&
        t('record.event.moved', { from: names.area(said('from')), to: names.area(said('to')) }),
      type === 'field.conflict' &&
        t('record.event.conflict', {
          field: fieldLabel(t, said('field')),
          mine: said('mine'),
          theirs: said('theirs'),
        }),
    ]
    return lines.filter(Boolean).join('\n') || undefined
  }
}
