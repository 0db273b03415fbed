import { useI18n } from 'petite-vue-i18n'
import { useT, type AppI18n, type MessageParams } from '../i18n'
import type { MessagePath } from '../locales/translated'
import type { AllTexts } from '../locales/zh-CN'
import { help } from '../locales/zh-CN/help'

type TranslateHelp = (key: MessagePath<AllTexts>, params?: MessageParams) => string

/** `t` for the pages of help and what stands on them. Their Chinese texts come with them, the English ones with English. */
export function useHelpT(): TranslateHelp {
  addHelpTexts(useI18n({ useScope: 'global' }))
  return useT() as TranslateHelp
}

export function addHelpTexts(texts: Pick<AppI18n['global'], 'getLocaleMessage' | 'setLocaleMessage'>): void {
  const chinese: object = texts.getLocaleMessage('zh-CN')
  if (!('help' in chinese)) texts.setLocaleMessage('zh-CN', { ...chinese, help })
}
