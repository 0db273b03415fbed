import { xmlText } from './xmlText'

export interface Style {
  font?: string
  sizePt?: number
  bold?: boolean
  /** RRGGBB. */
  fill?: string
  bordered?: boolean
  align?: 'left' | 'center' | 'right'
  vertical?: 'top' | 'center'
  wrap?: boolean
  /** Of a number or date; `@`: what is typed into it later stays text. */
  format?: string
}

/** Of the cell formats: each style, then each once more for texts that a spreadsheet would take for a formula. */
export const styleIndexOf = (index: number, styles: number, isQuoted: boolean): number =>
  1 + index + (isQuoted ? styles : 0)

/** Number formats of one's own count from here. */
const firstFormat = 164

export function stylesXml(
  styles: readonly Style[],
  { font, fontSizePt }: { font: string; fontSizePt: number },
): string {
  const formats = [...new Set(styles.flatMap(({ format }) => format ?? []))]
  const fonts = styles.map((style) => fontXml({ font, sizePt: fontSizePt, ...style }))
  const fills = styles.map(({ fill }) =>
    fill
      ? `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/></patternFill></fill>`
      : '<fill><patternFill patternType="none"/></fill>',
  )
  const formatOf = ({ format }: Style): number => (format ? firstFormat + formats.indexOf(format) : 0)
  const cellFormat = (style: Style, at: number, quoted: string): string =>
    `<xf numFmtId="${formatOf(style)}" fontId="${at + 1}" fillId="${at + 2}" borderId="${style.bordered ? 1 : 0}" xfId="0"${quoted} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignmentXml(style)}</xf>`
  const cellFormats = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    ...styles.map((style, at) => cellFormat(style, at, '')),
    // As with an apostrophe typed before it: text it stays, also when somebody edits the cell.
    ...styles.map((style, at) => cellFormat(style, at, ' quotePrefix="1"')),
  ]
  return `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
    formats.length > 0
      ? counted(
          'numFmts',
          formats.map(
            (format, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${xmlText(format)}"/>`,
          ),
        )
      : ''
  }${counted('fonts', [fontXml({ font, sizePt: fontSizePt }), ...fonts])}${counted('fills', [
    '<fill><patternFill patternType="none"/></fill>',
    // Excel takes the second for itself.
    '<fill><patternFill patternType="gray125"/></fill>',
    ...fills,
  ])}${counted('borders', [
    '<border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color rgb="FF000000"/></${side}>`).join('')}<diagonal/></border>`,
  ])}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${counted(
    'cellXfs',
    cellFormats,
  )}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

const counted = (tag: string, children: readonly string[]): string =>
  `<${tag} count="${children.length}">${children.join('')}</${tag}>`

/** 134: the character set of simplified Chinese, by which Windows finds a font's like where it lacks the font. */
const fontXml = ({ font = '', sizePt = 11, bold }: Style): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="${sizePt}"/><name val="${xmlText(font)}"/><charset val="134"/></font>`

const alignmentXml = ({ align, vertical = 'center', wrap }: Style): string =>
  `<alignment${align ? ` horizontal="${align}"` : ''} vertical="${vertical}"${wrap ? ' wrapText="1"' : ''}/>`
