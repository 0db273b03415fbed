import { computed, type ComputedRef } from 'vue'
import { shanghaiDate, type CalendarDate } from '../../domain/time/shanghai'
import { useStatus } from './useClient'
import { useMinute } from './useMinute'

/** Today in Shanghai by the best clock known here: the one by which a date is judged to lie in the future. */
export function useToday(): ComputedRef<CalendarDate> {
  const minute = useMinute()
  const status = useStatus()
  return computed(() => shanghaiDate(minute.value + (status.value.clockOffsetMs ?? 0)))
}
