/**
 * A workbook as offices print it, .xlsx (ECMA-376). Written here, because the library for small sheets knows no pages
 * that repeat their heading or fit their paper, and packs anything over 160 kB in a worker made from a string, which
 * this app's own rules (`Content-Security-Policy`) forbid. The same workbook gives the same bytes on every machine: no
 * clock, no time zone, and a packer that is the same code everywhere.
 */
import { strToU8, zipSync, type Zippable } from 'fflate'
import { startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import { stylesXml, type Style } from './cellStyles'
import { columnName, sheetXml, type Sheet } from './sheetXml'
import { xmlText } from './xmlText'

export interface Workbook<StyleName extends string> {
  title: string
  author: string
  /** Stands in the file instead of the moment of its making. */
  createdOn: CalendarDate
  /** Of cells without a style; the unit of column widths is one of its digits. */
  font: string
  fontSizePt: number
  styles: Readonly<Record<StyleName, Style>>
  /** In their order; names without `'`. */
  sheets: readonly Sheet<StyleName>[]
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function xlsxBytes<StyleName extends string>(workbook: Workbook<StyleName>): Uint8Array<ArrayBuffer> {
  const { sheets, styles, font, fontSizePt, createdOn } = workbook
  const names = Object.keys(styles) as StyleName[]
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypesXml(sheets.length),
    '_rels/.rels': relations([
      ['officeDocument/2006/relationships/officeDocument', 'xl/workbook.xml'],
      ['package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreXml(workbook),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => [`${officeRelation}/worksheet`, `worksheets/sheet${at + 1}.xml`] as const),
      [`${officeRelation}/styles`, 'styles.xml'],
    ]),
    'xl/styles.xml': stylesXml(
      names.map((name) => styles[name]),
      { font, fontSizePt },
    ),
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, names, at === 0)]),
    ),
  }
  const [year = 0, month = 1, day = 1] = createdOn.split('-').map(Number)
  // A zip keeps times of day without their zone: noon of the day wherever it is made.
  const mtime = new Date(year, month - 1, day, 12)
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, xml]) => [name, strToU8(`${declaration}${xml}`)]),
  )
  return zipSync(files, { mtime })
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const schemas = 'http://schemas.openxmlformats.org'
const officeRelation = 'officeDocument/2006/relationships'

const contentTypesXml = (sheets: number): string => {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const of = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}+xml"/>`
  return `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${of(
    'xl/workbook.xml',
    `${spreadsheet}.sheet.main`,
  )}${Array.from({ length: sheets }, (_, at) => of(`xl/worksheets/sheet${at + 1}.xml`, `${spreadsheet}.worksheet`)).join('')}${of(
    'xl/styles.xml',
    `${spreadsheet}.styles`,
  )}${of('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties')}</Types>`
}

/** Ids count from rId1. */
const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${schemas}/package/2006/relationships">${targets
    .map(
      ([type, target], at) =>
        `<Relationship Id="rId${at + 1}" Type="${schemas}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

function workbookXml(sheets: readonly Sheet<string>[]): string {
  const entries = sheets.map(
    ({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const printed = sheets.flatMap(({ name, widths, rows, repeated: [from, to] }, at) => [
    // Sorted by name, as Excel wants them.
    { name: 'Print_Area', at, ref: `'${name}'!$A$1:$${columnName(widths.length - 1)}$${rows.length}` },
    { name: 'Print_Titles', at, ref: `'${name}'!$${from}:$${to}` },
  ])
  const defined = printed
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.at - b.at))
    .map(
      (each) =>
        `<definedName name="_xlnm.${each.name}" localSheetId="${each.at}">${xmlText(each.ref)}</definedName>`,
    )
  return `<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${schemas}/${officeRelation}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>${entries.join(
    '',
  )}</sheets><definedNames>${defined.join('')}</definedNames></workbook>`
}

const coreXml = ({ title, author, createdOn }: Pick<Workbook<string>, 'title' | 'author' | 'createdOn'>) => {
  const created = new Date(startOfDay(createdOn)).toISOString().replace('.000', '')
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${created}</dcterms:${name}>`
  return `<cp:coreProperties xmlns:cp="${schemas}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(
    title,
  )}</dc:title><dc:creator>${xmlText(author)}</dc:creator>${moment('created')}${moment('modified')}</cp:coreProperties>`
}
