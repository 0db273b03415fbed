import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { briefingDocument, briefingName } from '../../../../src/app/components/notice/briefing'
import { postedNotice } from '../../../../src/app/components/notice/postedNotice'
import { documents } from '../../../../src/app/locales/zh-CN/documents'
import { qrPath } from '../../../../src/app/components/notice/qrPath'
import { noticesBySection } from '../../../../src/app/components/notice/noticeSections'
import { wordBytes } from '../../../../src/app/docx/wordFile'
import * as page from '../../../../src/server/public/texts'
import type { Notice } from '../../../../src/domain/notice/rows'
import { id } from '../../../fixtures/ids'
import { row } from '../../../fixtures/rows'
import { makeNotice, makeNoticeLine } from './makeNotice'

describe('what is posted', () => {
  test('lines are counted anew in each list, so that no gap tells what was left out', () => {
    const { sections } = postedNotice(makeNotice())
    expect(sections.map(({ name, lines }) => [name, lines.map(({ cells }) => cells.serial)])).toEqual([
      ['问题清单', ['1']],
      ['效果清单', ['1']],
    ])
  })

  test('each line tells all that is public of it, in the same columns', () => {
    const [issues, effects] = postedNotice(makeNotice()).sections
    expect(issues?.columns.map((column) => issues.lines[0]?.cells[column])).toEqual([
      '1',
      '2026-0001',
      '王某某',
      '甲村',
      '村口路灯不亮\n〔保障民生/社会治理〕',
      '党政办',
      '办理中\n措施：换灯泡',
      '7月20日',
    ])
    expect(effects?.columns.map((column) => effects.lines[0]?.cells[column]).slice(-2)).toEqual([
      '已销号，已解决\n措施：换灯泡\n结果：补好了（7月18日）\n时限：7月20日',
      '满意',
    ])
  })

  test('the words are those of the public page', () => {
    const { state, outcome, satisfaction, contact } = documents.notice
    expect(state).toEqual(page.stateWords)
    expect(outcome).toEqual(page.outcomeWords)
    expect(satisfaction).toEqual(page.satisfactionWords)
    expect(contact).toBe(page.texts.contact)
  })

  test('nothing stands on the public page that the approver has not seen', () => {
    const notice = makeNotice()
    const seen = JSON.stringify(postedNotice(notice))
    for (const line of notice.lines) {
      const { number, who, area, category, problem, unit, measures, result, state, satisfaction } = line
      for (const text of [number, who, area, category, problem, unit, measures, result])
        expect(seen).toContain(text)
      expect(seen).toContain(page.stateWords[state])
      if (satisfaction) expect(seen).toContain(page.satisfactionWords[satisfaction])
    }
  })

  test('marks of what was masked and who worked on it are no part of it', () => {
    const notice = makeNotice({
      lines: [makeNoticeLine({ masks: [{ field: 'problem', kind: 'phone', count: 7 }], edited: true })],
    })
    const all = JSON.stringify(postedNotice(notice))
    expect(all).not.toContain('phone')
    expect(all).not.toContain('edited')
    expect(all).not.toContain(notice.composedBy)
  })

  test('a matter of the whole village has nobody’s name', () => {
    const [issues] = postedNotice(makeNotice({ lines: [makeNoticeLine({ who: '' })] })).sections
    expect(issues?.lines[0]?.cells.who).toBe('整村事项')
  })

  test('until it is approved there is no day of posting', () => {
    expect(postedNotice(makeNotice({ approvedOn: null })).day).toBe('待审签')
    expect(postedNotice(makeNotice()).day).toBe('2026年8月1日')
  })
})

describe('the list of notices', () => {
  const notice = (n: number, overrides: Partial<Notice>) => row('notice', id(n), makeNotice(overrides))

  test('what waits stands first; on the day after its last a posted one has expired', () => {
    const all = [
      notice(1, { expiresOn: '2026-08-31' }),
      notice(2, { expiresOn: '2026-08-30' }),
      notice(3, { state: 'submitted' }),
      notice(4, { state: 'dropped' }),
      notice(5, { state: 'withdrawn' }),
    ]
    const sections = noticesBySection(all, '2026-08-31').map(({ key, notices }) => [
      key,
      notices.map((each) => each.id),
    ])
    expect(sections).toEqual([
      ['submitted', [id(3)]],
      ['posted', [id(1)]],
      ['expired', [id(2)]],
      ['withdrawn', [id(5), id(4)]],
    ])
  })
})

describe('the code', () => {
  test('is read back from its path module by module', () => {
    const { size, path } = qrPath('https://example.cn/public/notices/0')
    const dark = new Set<string>()
    for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu))
      for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step},${y}`)
    // Four modules of white on each side, then the frame of a finder pattern in three corners and not in the fourth.
    const corner = (x: number, y: number) => [0, 6].map((d) => dark.has(`${x + d},${y}`))
    expect([...dark].every((at) => at.split(',').every((n) => Number(n) >= 4 && Number(n) < size - 4))).toBe(
      true,
    )
    expect([corner(4, 4), corner(size - 11, 4), corner(4, size - 11)].flat()).toEqual(Array(6).fill(true))
    expect(dark.has(`${size - 5},${size - 5}`) && dark.has(`${size - 11},${size - 5}`)).toBe(false)
  })
})

describe('the briefing', () => {
  const textOf = async (notice: Notice): Promise<string> => {
    const xml = strFromU8(unzipSync(await wordBytes(briefingDocument(notice)))['word/document.xml']!)
    return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)/gu)].map(([, text]) => text).join('\n')
  }

  test('tells in sentences what was raised, handled and is being handled', async () => {
    const text = await textOf(makeNotice())
    expect(text).toContain('本次通报的问题共2件，都在甲村。按类别看，保障民生2件。')
    expect(text).toContain('办结1件，回访了1件，群众满意或基本满意的1件。')
    expect(text).toContain('1．甲村王某某反映的“水渠漏水”，由党政办办理，已解决：补好了。群众满意。')
    expect(text).toContain(
      '1．甲村王某某反映的“村口路灯不亮”，责任单位是党政办，2026年7月20日前办结，现在办理中。',
    )
    expect(text).toContain('监督电话：0722-3310000')
  })

  test('a matter that was handled in its month is not also told as open', async () => {
    const line = makeNoticeLine({ state: 'awaitingReview' })
    const text = await textOf(makeNotice({ lines: [line, { ...line, list: 'effects' }] }))
    expect(text).toContain('本次通报的问题共1件')
    expect(text).toContain('群众反映的问题都已经办结')
  })

  test('says nothing of a list that is not made public, not even that it is empty', async () => {
    const text = await textOf(makeNotice({ lists: ['issues'], lines: [makeNoticeLine()] }))
    expect(text).not.toContain('这个月还没有办结的')
    expect(text).toContain('二、还有哪些事正在办')
    const others = await textOf(makeNotice({ lists: ['effects'] }))
    expect(others).not.toContain('还有哪些事正在办')
  })

  test('claims a unit and a day only of what has both, and tells what can not be done now as such', async () => {
    const lines = [
      makeNoticeLine(),
      makeNoticeLine({ refId: id(40), state: 'listed', unit: '', dueOn: null }),
      makeNoticeLine({ refId: id(41), state: 'deferred' }),
    ]
    const text = await textOf(makeNotice({ lists: ['issues'], lines }))
    expect(text).toContain(
      '还有2件正在办，其中1件责任单位和时限已经定了；1件现在办不了，暂缓办理，到期再研究。',
    )
    expect(text).toContain('3．甲村王某某反映的“村口路灯不亮”，现在暂缓办理。')
  })

  test('of many matters ten are told and all of them stand in the table', async () => {
    const lines = Array.from({ length: 12 }, (_, at) =>
      makeNoticeLine({ refId: id(100 + at), serial: at + 1, problem: `第${at + 1}件` }),
    )
    const text = await textOf(makeNotice({ lines }))
    expect(text).toContain('“第10件”')
    expect(text).not.toContain('“第11件”')
    expect(text).toContain('其余的见后面的表')
    expect(text).toContain('\n第12件\n')
  })

  test('is made of nothing that nobody has approved', () => {
    expect(() => briefingDocument(makeNotice({ state: 'submitted', approvedOn: null }))).toThrow()
  })

  test('its name is one that Windows takes', () => {
    expect(briefingName({ zone: 'A/B区', month: '2026-07' })).toBe('A B区2026年7月主题党日通报.docx')
  })
})
