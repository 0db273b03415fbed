import type { RegisterField } from './fields'

/**
 * How a register with certain headings was read the last time, confirmed by a person; its id is the mark of those
 * headings (`signatureOf`). Reference data of the people who import; no resident stands in it.
 */
export interface RegisterMapping {
  /** By column from the left. */
  columns: RegisterField[]
}
