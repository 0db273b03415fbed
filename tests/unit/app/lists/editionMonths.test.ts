import { describe, expect, test } from 'vitest'
import { editionMonths } from '../../../../src/app/components/lists/editionMonths'
import { changedFields, readFields } from '../../../../src/app/composables/editDraft'
import type { Edition } from '../../../../src/domain/edition/rows'
import type { Row } from '../../../../src/domain/rows'
import { after, editionId, editionIn, editionZone, open } from '../../../fixtures/edition'
import { id } from '../../../fixtures/ids'
import { row } from '../../../fixtures/rows'

const opened = editionIn(after(editionZone(), open()), editionId)
const edition = (index: number, fields: Partial<Edition>): Row<'edition'> =>
  row('edition', id(index), { ...opened, ...fields })

describe('the months of the lists', () => {
  test('begin with the newest', () => {
    const editions = [edition(80, { month: '2026-06' }), edition(81, { month: '2026-08' })]
    expect(editionMonths(editions).map(({ month }) => month)).toEqual(['2026-08', '2026-06'])
  })

  test('show each correction below what it corrects, and what was given up last', () => {
    const dropped = edition(80, { state: 'dropped' })
    const first = edition(81, { state: 'frozen' })
    const second = edition(82, { state: 'frozen', correctsId: first.id })
    const third = edition(83, { state: 'draft', correctsId: second.id })
    const [month] = editionMonths([third, dropped, second, first])
    expect(month?.editions.map((each) => [each.edition.id, each.depth, each.isSuperseded])).toEqual([
      [first.id, 0, true],
      [second.id, 1, false],
      [third.id, 2, false],
      [dropped.id, 0, false],
    ])
  })

  test('lose no correction whose edition is not held here', () => {
    const [month] = editionMonths([edition(84, { correctsId: id(99) })])
    expect(month?.editions).toHaveLength(1)
  })
})

describe('what was typed in a sheet', () => {
  test('is read without trust: what has another shape begins anew', () => {
    const initial = { title: '七月', sections: ['issues'], reason: '' }
    const saved = { title: 7, sections: 'issues', reason: '写错了', other: 1 }
    expect(readFields(saved, initial)).toEqual({ title: '七月', sections: ['issues'], reason: '写错了' })
    expect(readFields(null, initial)).toBeUndefined()
  })

  test('is sent only where it was changed', () => {
    const before = { decision: '', remark: '旧', sections: ['a', 'b'] }
    expect(changedFields(before, { ...before, decision: '办', sections: ['a', 'b'] })).toEqual({
      decision: '办',
    })
  })
})
