/**
 * A Word file as offices write one: A4, margins, typefaces, sizes and line spacing of GB/T 9704-2012 (党政机关公文格式).
 * Typefaces are only named and none is in the file; the standard's 小标宋 of titles is on few machines, so it is 宋体 in
 * bold. The same document gives the same bytes on any machine and day. Load it when somebody asks: the library is large.
 */
import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type IParagraphOptions,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import { carriedText } from '../xlsx/xmlText'
import type { Block, HeadingBlock, ParagraphBlock, WordDocument } from './blocks'
import { fontsOf, mm, pt, widthOf } from './measures'
import { tableOf } from './wordTable'

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const wordFile = async (document: WordDocument): Promise<Blob> =>
  new Blob([await wordBytes(document)], { type: wordType })

export async function wordBytes(document: WordDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { title, titleBegins, subtitle, author, blocks, createdOn } = document
  const beginning = [
    titleParagraph(titleLines(title, titleBegins)),
    ...(subtitle === undefined ? [] : [subtitleParagraph(subtitle)]),
  ]
  const made = new Document({
    title: carriedText(title),
    creator: carriedText(author),
    lastModifiedBy: carriedText(author),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            font: fontsOf('仿宋'),
            size: pt(bodyPt).half,
            language: { value: 'zh-CN', eastAsia: 'zh-CN' },
          },
        },
        heading1: { run: { font: fontsOf('黑体'), size: pt(bodyPt).half, color: '000000' } },
        heading2: { run: { font: fontsOf('楷体'), size: pt(bodyPt).half, bold: true, color: '000000' } },
      },
    },
    sections: sectionsOf(blocks).map(({ isAcross, blocks: own }, at) => ({
      properties: {
        page: {
          // The library turns the sides itself for a page that lies across.
          size: { ...a4, orientation: isAcross ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
          margin: isAcross ? { ...margins, ...acrossMargins } : margins,
        },
      },
      footers: {
        default: pageFooter(AlignmentType.RIGHT),
        even: pageFooter(AlignmentType.LEFT),
      },
      children: [
        ...(at === 0 ? beginning : []),
        ...own.flatMap((block, index) => childrenOf(block, isAcross, isSigning(own[index + 1]))),
      ],
    })),
  })
  return withoutClock(await Packer.toArrayBuffer(made), createdOn)
}

/** 三号, with 28 pt from line to line: 22 lines of 28 characters a page. */
const bodyPt = 16
const linePt = 28
const titlePt = 22
const a4 = { width: mm(210), height: mm(297) }
const margins = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28), header: mm(15) }
/** Bound along the upper side. */
const acrossMargins = { top: mm(28), bottom: mm(26), left: mm(25), right: mm(25), footer: mm(18) }
export const textWidth = (isAcross: boolean): number =>
  isAcross ? a4.height - acrossMargins.left - acrossMargins.right : a4.width - margins.left - margins.right

const exactly = (points: number) => ({ line: pt(points).twips, lineRule: LineRuleType.EXACT })

/** Letters of the title's size in a line. */
const titleRoom = Math.floor(textWidth(false) / pt(titlePt).twips)
const titleLines = (title: string, begins = ''): string[] =>
  begins !== '' && title.startsWith(begins) && widthOf(title) > titleRoom
    ? [begins, title.slice(begins.length)]
    : [title]

const titleParagraph = (lines: readonly string[]): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactly(34), after: pt(linePt / 2).twips },
    keepNext: true,
    children: lines.map((text, at) =>
      run(text, { font: fontsOf('宋体'), size: pt(titlePt).half, bold: true, ...(at > 0 && { break: 1 }) }),
    ),
  })

const subtitleParagraph = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactly(linePt), after: pt(linePt / 2).twips },
    children: [run(text, { font: fontsOf('楷体') })],
  })

/** What lies across begins a page of its own, and so does what comes after it. */
function sectionsOf(blocks: readonly Block[]): { isAcross: boolean; blocks: Block[] }[] {
  const sections: { isAcross: boolean; blocks: Block[] }[] = []
  for (const block of blocks) {
    const isAcross = block.kind === 'table' && block.across === true
    const last = sections.at(-1)
    if (last?.isAcross === isAcross) last.blocks.push(block)
    else sections.push({ isAcross, blocks: [block] })
  }
  // The title needs a page even where nothing stands below it, and does not lie across.
  return sections[0]?.isAcross === false ? sections : [{ isAcross: false, blocks: [] }, ...sections]
}

const isSigning = (block: Block | undefined): boolean => block?.kind === 'paragraph' && block.look === 'right'

/** `keeps`: who signs stands below it, and never alone on a page. */
function childrenOf(block: Block, isAcross: boolean, keeps: boolean) {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block)]
    case 'paragraph': {
      const lines = block.text.split('\n')
      return lines.map((line, at) =>
        bodyParagraph(line, block, keeps || (isSigning(block) && at < lines.length - 1)),
      )
    }
    case 'table':
      return tableOf(block, textWidth(isAcross))
  }
}

const headingParagraph = ({ text, level = 1 }: HeadingBlock): Paragraph =>
  new Paragraph({
    heading: level === 1 ? 'Heading1' : 'Heading2',
    spacing: { ...exactly(linePt), before: 0, after: 0 },
    indent: { firstLineChars: 200, firstLine: pt(bodyPt * 2).twips },
    keepNext: true,
    children: [run(text)],
  })

const looks = {
  body: { indent: { firstLineChars: 200, firstLine: pt(bodyPt * 2).twips }, alignment: AlignmentType.BOTH },
  flush: { alignment: AlignmentType.LEFT },
  centred: { alignment: AlignmentType.CENTER },
  // Two characters are left free behind the day that signs it.
  right: { alignment: AlignmentType.RIGHT, indent: { right: pt(bodyPt * 2).twips } },
} as const satisfies Record<NonNullable<ParagraphBlock['look']>, IParagraphOptions>

const bodyParagraph = (
  text: string,
  { look = 'body', bold = false }: ParagraphBlock,
  keepNext: boolean,
): Paragraph =>
  new Paragraph({ ...looks[look], spacing: exactly(linePt), keepNext, children: [run(text, { bold })] })

/** — 1 —, outside, as the standard has it. */
const pageFooter = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        children: [
          new TextRun({
            font: fontsOf('宋体'),
            size: pt(14).half,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })

const run = (text: string, options: Omit<ConstructorParameters<typeof TextRun>[0] & object, 'text'> = {}) =>
  new TextRun({ ...options, text: carriedText(text) })

/** The library writes the moment of making into the file; the day that the document is of says more, and is always the same. */
function withoutClock(bytes: ArrayBuffer, createdOn: CalendarDate): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(new Uint8Array(bytes))
  const core = parts['docProps/core.xml']
  const moment = new Date(startOfDay(createdOn)).toISOString().replace('.000', '')
  if (core) {
    const xml = strFromU8(core).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${moment}`)
    parts['docProps/core.xml'] = strToU8(xml)
  }
  const [year = 0, month = 1, day = 1] = createdOn.split('-').map(Number)
  // A zip keeps times of day without their zone: noon of the day wherever it is made.
  return zipSync(parts, { mtime: new Date(year, month - 1, day, 12) })
}
