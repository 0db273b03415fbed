import { uuidV7, type IdSource } from '../../../domain/ids'
import type { Clock } from '../ports'

export const createBrowserIds = (clock: Pick<Clock, 'now'>): IdSource => ({
  next: () => uuidV7(clock.now(), crypto.getRandomValues(new Uint8Array(10))),
})
