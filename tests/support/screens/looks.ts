/** The looks that every screen must stand: widths of a phone, a tablet and a desk, themes, text sizes, languages. */
import type { Page } from '@playwright/test'
import type { DisplaySettings } from '../../../src/app/session/displaySettings'

export interface Look {
  name: string
  width: 390 | 768 | 1280
  theme: Exclude<DisplaySettings['theme'], 'auto'>
  textSize: DisplaySettings['textSize']
  locale: DisplaySettings['locale']
  /** For the screens of a desk only. */
  desk?: true
}

const heights = { 390: 844, 768: 1024, 1280: 800 } as const
const plain = { theme: 'light', textSize: 'standard', locale: 'zh-CN' } as const

export const looks: readonly Look[] = [
  { ...plain, name: '390-light', width: 390 },
  { ...plain, name: '390-dark', width: 390, theme: 'dark' },
  { ...plain, name: '390-sun', width: 390, theme: 'sun' },
  { ...plain, name: '390-large', width: 390, textSize: 'large' },
  { ...plain, name: '390-xlarge', width: 390, textSize: 'xlarge' },
  { ...plain, name: '768-light', width: 768 },
  { ...plain, name: '768-xlarge', width: 768, textSize: 'xlarge' },
  { ...plain, name: '1280-light', width: 1280 },
  { ...plain, name: '1280-dark', width: 1280, theme: 'dark', desk: true },
  { ...plain, name: '1280-sun', width: 1280, theme: 'sun', desk: true },
  { ...plain, name: '1280-xlarge', width: 1280, textSize: 'xlarge', desk: true },
  { ...plain, name: '390-en', width: 390, locale: 'en' },
  { ...plain, name: '1280-en', width: 1280, locale: 'en', desk: true },
]

export const sizeOf = ({ width }: Pick<Look, 'width'>): { width: number; height: number } => ({
  width,
  height: heights[width],
})

/**
 * Changes what is on the screen in place, without loading it again, and what the page finds when it is loaded again; the
 * language must be there already.
 */
export async function wear(page: Page, look: Omit<Look, 'name' | 'locale'>): Promise<void> {
  const { theme, textSize } = look
  await page.setViewportSize(sizeOf(look))
  await page.evaluate(
    (chosen) => {
      const { dataset } = document.documentElement
      dataset['theme'] = chosen.theme
      if (chosen.textSize === 'standard') delete dataset['textSize']
      else dataset['textSize'] = chosen.textSize
      const kept = JSON.parse(localStorage.getItem('minqing-display') ?? '{}') as object
      localStorage.setItem('minqing-display', JSON.stringify({ ...kept, ...chosen }))
    },
    { theme, textSize },
  )
}
