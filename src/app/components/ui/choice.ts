import type { IconName } from './icons'

export interface Choice<Value extends string = string> {
  value: Value
  label: string
  /** A line below the label; tiles only. */
  hint?: string | undefined
  /** Tiles only. */
  icon?: IconName | undefined
  disabled?: boolean | undefined
  /** Beside the label in a UiSegmented. */
  count?: number | undefined
}

export interface ChoiceSet<Value extends string = string> {
  label: string
  options: readonly Choice<Value>[]
}
