import { createI18n, useI18n, type I18n, type I18nOptions } from 'petite-vue-i18n'
import { computed, type ComputedRef } from 'vue'
import type { MessagePath } from './locales/translated'
import { zhCN } from './locales/zh-CN'

/*
 * Texts. petite-vue-i18n 11 reads messages into a small tree and walks it: no eval and no Function constructor,
 * so it runs under `script-src 'self'; require-trusted-types-for 'script'`.
 * In a message `{name}` is a parameter, `|` separates plural forms (chosen by the parameter `count`)
 * and `@` starts a link: write the last two as {'|'} and {'@'}.
 */

export const localeIds = ['zh-CN', 'en'] as const
export type LocaleId = (typeof localeIds)[number]

export type MessageKey = MessagePath<typeof zhCN>
export type MessageParams = Readonly<Record<string, string | number>>
/** A key that no locale has does not compile. A key with a closed union inside does: t(`rejection.${code}`). */
export type Translate = (key: MessageKey, params?: MessageParams) => string

type NoFormats = Record<never, never>
export type AppI18n = I18n<NoFormats, NoFormats, NoFormats, string, false>

/** Chinese is in the first bundle, English a chunk of its own (precached, so that it also comes offline). */
export function createAppI18n(): AppI18n {
  return createI18n<false, I18nOptions, NoFormats, NoFormats, NoFormats, string>({
    legacy: false,
    locale: 'zh-CN',
    fallbackLocale: 'zh-CN',
    messageResolver: messageAt,
    messages: { 'zh-CN': zhCN },
  })
}

/** The small build looks keys up flat; ours are paths into nested sections. */
export function messageAt(messages: unknown, path: string): string | null {
  let found = messages
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return null
    found = (found as Readonly<Record<string, unknown>>)[step]
  }
  return typeof found === 'string' ? found : null
}

/** Switches the language of the page. Rejects when its texts could not be loaded; nothing has changed then. */
export async function setLocale(i18n: AppI18n, next: LocaleId): Promise<void> {
  if (next === 'en' && !i18n.global.availableLocales.includes('en')) {
    const { en } = await import('./locales/en')
    i18n.global.setLocaleMessage('en', en)
  }
  i18n.global.locale.value = next
  document.documentElement.lang = next
}

/** `t` for what is not a component: guards, stores, jobs. */
export function translateWith(i18n: AppI18n): Translate {
  return (key, params) => (params ? i18n.global.t(key, params) : i18n.global.t(key))
}

/** `t` for components. */
export function useT(): Translate {
  const { t } = useI18n({ useScope: 'global' })
  return (key, params) => (params ? t(key, params) : t(key))
}

export function useLocale(): ComputedRef<LocaleId> {
  const { locale } = useI18n({ useScope: 'global' })
  return computed(() => localeIds.find((id) => id === locale.value) ?? 'zh-CN')
}
