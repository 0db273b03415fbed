/**
 * Who runs this installation (docs/domain.md §5: shown on the start page). Known before anyone signs in, so it is part of the
 * build: `VITE_OPERATOR` 主办单位 and `VITE_FILING_NUMBER` 备案编号; empty while nobody has filled them in.
 */
export interface AppConfig {
  operator: string
  filingNumber: string
  version: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export const appConfig: AppConfig = {
  operator: text(import.meta.env.VITE_OPERATOR),
  filingNumber: text(import.meta.env.VITE_FILING_NUMBER),
  version: text(import.meta.env.VITE_APP_VERSION),
}
