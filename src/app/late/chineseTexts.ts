import { messageAt, type MessageParams } from '../i18n'
import type { MessagePath } from '../locales/translated'

/**
 * `t` in Chinese whatever language the page is in: for the documents of the office, and for words that are stored with
 * its data (titles that are proposed, ready phrases), which others read in Chinese.
 */
export const chineseTexts =
  <Sections extends object>(sections: Sections) =>
  (key: MessagePath<Sections>, params: MessageParams = {}): string =>
    (messageAt(sections, key) ?? key).replace(/\{(\w+)\}/gu, (blank, name: string) =>
      String(params[name] ?? blank),
    )
