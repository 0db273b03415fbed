/** How the page looks on this device: kept outside the database, since it is needed before anyone signs in. */
import { localeIds, type LocaleId } from '../i18n'

export const textSizes = ['standard', 'large', 'xlarge'] as const
export type TextSize = (typeof textSizes)[number]
export const themes = ['auto', 'light', 'sun', 'dark'] as const
export type Theme = (typeof themes)[number]

export interface DisplaySettings {
  locale: LocaleId
  textSize: TextSize
  theme: Theme
}

const storageKey = 'minqing-display'
export const defaultDisplay: DisplaySettings = { locale: 'zh-CN', textSize: 'standard', theme: 'auto' }

type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>

/** What was chosen here before; anything that is none of the choices counts as not chosen. */
export function readDisplaySettings(storage: () => SettingsStorage = () => localStorage): DisplaySettings {
  let kept: Partial<Record<keyof DisplaySettings, unknown>> = {}
  try {
    const value: unknown = JSON.parse(storage().getItem(storageKey) ?? '{}')
    if (typeof value === 'object' && value !== null) kept = value
  } catch {
    // Switched off or damaged: the defaults do.
  }
  const chosen = <T extends string>(choices: readonly T[], value: unknown, otherwise: T): T =>
    choices.find((choice) => choice === value) ?? otherwise
  return {
    locale: chosen(localeIds, kept.locale, defaultDisplay.locale),
    textSize: chosen(textSizes, kept.textSize, defaultDisplay.textSize),
    theme: chosen(themes, kept.theme, defaultDisplay.theme),
  }
}

export function keepDisplaySettings(
  settings: DisplaySettings,
  storage: () => SettingsStorage = () => localStorage,
): void {
  try {
    storage().setItem(storageKey, JSON.stringify(settings))
  } catch {
    // It then holds until the page is closed.
  }
}

/** By attributes that the tokens answer to; none leaves the theme to the system and the text at 标准. */
export function applyDisplay(
  { textSize, theme }: Pick<DisplaySettings, 'textSize' | 'theme'>,
  root: HTMLElement,
): void {
  if (theme === 'auto') delete root.dataset['theme']
  else root.dataset['theme'] = theme
  if (textSize === 'standard') delete root.dataset['textSize']
  else root.dataset['textSize'] = textSize
}
