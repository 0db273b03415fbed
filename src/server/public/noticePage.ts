import type { EditionList } from '../../domain/edition/rows'
import { html, type Html } from './html'
import { page } from './page'
import type { PostedLine, PostedNotice } from './postedNotice'
import { listTitles, outcomeWords, satisfactionWords, stateWords, texts } from './texts'

/** More on one page would take long on a slow line: 100 lines are some 12 KB. */
export const linesPerPage = 100
export const pagesOf = ({ lines }: PostedNotice): number =>
  Math.max(1, Math.ceil(lines.length / linesPerPage))

export interface PageOptions {
  /** From 1. */
  number: number
  /** Its edition was corrected; the address of what is posted instead, empty while nothing is. */
  newer?: string | undefined
}

/** The whole page of a posted notice. */
export function noticePage(notice: PostedNotice, { number, newer }: PageOptions): string {
  const first = (number - 1) * linesPerPage
  const shown = numbered(notice).slice(first, first + linesPerPage)
  const { zone, title, intro, closing, contact, editionNumber } = notice
  return page(
    [title, zone].filter(Boolean).join(' · '),
    html`<header>
        <p class="z">${zone}</p>
        <h1>${title}</h1>
        <p class="m c">
          ${joined([
            monthText(notice.month),
            labelled(texts.posted, dateText(notice.approvedOn)),
            labelled(texts.until, dateText(notice.expiresOn)),
          ])}
        </p>
        ${newer === undefined ? undefined : correction(newer)}${number === 1 ? paragraph(intro) : undefined}
      </header>
      <main>
        ${notice.lists.map((list) =>
          section(
            notice,
            list,
            shown.filter(({ line }) => line.list === list),
          ),
        )}
      </main>
      ${pager(number, pagesOf(notice))}
      <footer>
        ${paragraph(closing)}${contact === '' ? undefined : html`<p><b>${texts.contact}</b> ${contact}</p>`}
        <p class="f">${texts.source(editionNumber)}</p>
      </footer>`,
  )
}

interface NumberedLine {
  line: PostedLine
  /** Within its list, from 1: what was left out leaves no gap that asks for reasons. */
  number: number
}

const numbered = ({ lists, lines }: PostedNotice): NumberedLine[] =>
  lists.flatMap((list) =>
    lines.filter((line) => line.list === list).map((line, index) => ({ line, number: index + 1 })),
  )

function section(notice: PostedNotice, list: EditionList, shown: readonly NumberedLine[]): Html | undefined {
  if (shown.length === 0) return undefined
  const count = notice.lines.filter((line) => line.list === list).length
  return html`<h2>${listTitles[list]} <span class="m">${texts.count(count)}</span></h2>
    <ol>
      ${shown.map(item)}
    </ol>`
}

function item({ line, number }: NumberedLine): Html {
  const facts = [
    fact(texts.unit, line.unit),
    fact(texts.measures, line.measures),
    fact(texts.dueOn, dateText(line.dueOn)),
    fact(texts.result, line.result),
    fact(texts.doneOn, dateText(line.doneOn)),
    fact(texts.satisfaction, word(satisfactionWords, line.satisfaction)),
  ]
  const about = joined([line.number, line.area, line.who, line.category])
  const state = joined([...new Set([word(stateWords, line.state), word(outcomeWords, line.outcome)])])
  return html`<li>
    <h3>${number}. ${line.problem}</h3>
    <p class="m">${about}</p>
    ${facts}
    <p><b>${state}</b></p>
  </li>`
}

const fact = (label: string, value: string): Html | undefined =>
  value === '' ? undefined : html`<p class="t"><b>${label}</b> ${value}</p>`
const paragraph = (text: string): Html | undefined =>
  text === '' ? undefined : html`<p class="t">${text}</p>`

const correction = (newer: string): Html =>
  html`<p class="n">
    ${texts.corrected}${newer === '' ? undefined : html` <a href="${newer}">${texts.toNewer}</a>`}
  </p>`

function pager(number: number, pages: number): Html | undefined {
  if (pages === 1) return undefined
  const link = (to: number, text: string): Html | undefined =>
    to < 1 || to > pages ? undefined : html`<a href="?p=${to}">${text}</a>`
  return html`<nav>
    ${link(number - 1, texts.before)}<span>${texts.page(number, pages)}</span>${link(number + 1, texts.after)}
  </nav>`
}

/** Rows may be years old, or written by a newer server: a word that nobody knows is left out. */
const word = (words: Readonly<Record<string, string>>, key: string | null): string =>
  key !== null && Object.hasOwn(words, key) ? (words[key] ?? '') : ''
const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
const labelled = (label: string, value: string): string => (value === '' ? '' : `${label} ${value}`)

function dateText(date: string | null): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(date ?? '') ?? []
  return year === undefined ? '' : `${year}年${Number(month)}月${Number(day)}日`
}
function monthText(month: string): string {
  const [, year, number] = /^(\d{4})-(\d\d)$/u.exec(month) ?? []
  return year === undefined ? '' : texts.month(year, String(Number(number)))
}
