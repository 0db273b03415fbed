import type { Style } from '../../xlsx/cellStyles'

/** The typefaces every office in China has: 宋体 for what is read, 黑体 for what it is read under. */
export const ledgerFont = '宋体'
const headFont = '黑体'
export const ledgerSizePt = 10

const cell = { bordered: true, wrap: true } as const

export const ledgerStyles = {
  title: { font: headFont, sizePt: 20, align: 'center', wrap: true },
  left: { sizePt: 11, align: 'left' },
  right: { sizePt: 11, align: 'right' },
  head: { ...cell, font: headFont, fill: 'F2F2F2', align: 'center' },
  serial: { ...cell, align: 'center' },
  number: { ...cell, align: 'center', format: '@' },
  name: { ...cell, align: 'center' },
  text: { ...cell, align: 'left' },
  date: { ...cell, align: 'center', format: 'yyyy-mm-dd' },
  nothing: { ...cell, align: 'center' },
  note: { align: 'left', vertical: 'top', wrap: true },
} as const satisfies Record<string, Style>

export type LedgerStyle = keyof typeof ledgerStyles
