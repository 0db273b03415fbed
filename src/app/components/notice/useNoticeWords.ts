import { isExpired, type Notice } from '../../../domain/notice/rows'
import { useFormat } from '../../composables/useFormat'
import { useToday } from '../../composables/useToday'
import { useNoticeT } from '../../late/useNoticeT'
import type { StateLook } from '../record/states'

export interface NoticeWords {
  state: (notice: Notice) => StateLook
  month: (notice: Pick<Notice, 'month'>) => string
  date: (date: string | null) => string
  isExpired: (notice: Notice) => boolean
}

const looks: Readonly<Record<Notice['state'], Omit<StateLook, 'label'>>> = {
  draft: { tone: 'wait', icon: 'edit' },
  submitted: { tone: 'info', icon: 'hourglass' },
  posted: { tone: 'ok', icon: 'eye' },
  withdrawn: { tone: 'neutral', icon: 'eyeOff' },
  dropped: { tone: 'neutral', icon: 'refused' },
}

/** How a notice stands, in the language of the page; one whose days are over is told apart. */
export function useNoticeWords(): NoticeWords {
  const t = useNoticeT()
  const format = useFormat()
  const today = useToday()
  const isOver = (notice: Notice): boolean => notice.state === 'posted' && isExpired(notice, today.value)
  return {
    state: (notice) =>
      isOver(notice)
        ? { label: t('notice.expired'), tone: 'neutral', icon: 'clock' }
        : { label: t(`domain.noticeState.${notice.state}`), ...looks[notice.state] },
    month: ({ month }) =>
      t('lists.monthOf', { year: month.slice(0, 4), month: String(Number(month.slice(5))) }),
    date: (date) => (date ? format.value.date(date) : ''),
    isExpired: isOver,
  }
}
