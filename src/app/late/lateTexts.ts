import { useI18n } from 'petite-vue-i18n'
import { useT, type AppI18n, type MessageParams } from '../i18n'
import type { MessagePath } from '../locales/translated'
import type { AllTexts, zhCN } from '../locales/zh-CN'

/** `t` with the sections that come only with the pages that show them. */
export type TranslateAll = (key: MessagePath<AllTexts>, params?: MessageParams) => string
export type LateSections = Partial<Omit<AllTexts, keyof typeof zhCN>>

/**
 * Texts that nobody's way to the first list waits for: the Chinese ones come with the pages that use this `t`, the
 * English ones with English.
 */
export const lateTexts = (sections: LateSections) => (): TranslateAll => {
  addTexts(useI18n({ useScope: 'global' }), sections)
  return useT() as TranslateAll
}

export function addTexts(
  texts: Pick<AppI18n['global'], 'getLocaleMessage' | 'setLocaleMessage'>,
  sections: LateSections,
): void {
  const chinese: object = texts.getLocaleMessage('zh-CN')
  if (Object.keys(sections).some((name) => !(name in chinese)))
    texts.setLocaleMessage('zh-CN', { ...chinese, ...sections })
}
