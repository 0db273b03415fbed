/**
 * Who runs this installation (docs/domain.md §5: shown on the start page). Known before anyone signs in, so it is part of the
 * build: `VITE_OPERATOR` 主办单位, `VITE_FILING_NUMBER` 备案编号 and `VITE_CONTACT`, where complaints about the app
 * are heard; empty while nobody has filled them in.
 */
export interface AppConfig {
  operator: string
  filingNumber: string
  /** A phone number or a desk, for complaints and suggestions about the app. */
  contact: string
  version: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const appConfig: AppConfig = {
  operator: text(import.meta.env.VITE_OPERATOR),
  filingNumber: text(import.meta.env.VITE_FILING_NUMBER),
  contact: text(import.meta.env.VITE_CONTACT),
  version: text(import.meta.env.VITE_APP_VERSION),
}
