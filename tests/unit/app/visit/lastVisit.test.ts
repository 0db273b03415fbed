import { describe, expect, test } from 'vitest'
import { companionsOfDay, lastWords, visitBefore } from '../../../../src/app/components/visit/lastVisit'
import { id } from '../../../fixtures/ids'
import { makeVisit, otherVillage, persons, row, village } from '../../../fixtures/rows'

const me = persons.cadre
const visit = (number: number, overrides: Parameters<typeof makeVisit>[0]) =>
  row('visit', id(number), makeVisit({ recordedBy: me, ...overrides }))

describe('the visit before', () => {
  const old = visit(30, { happenedOn: '2026-10-01' })
  const withdrawn = visit(31, { happenedOn: '2026-11-20', state: 'withdrawn' })
  const morning = visit(32, { happenedOn: '2026-11-10', recordedAt: 100 })
  const evening = visit(33, { happenedOn: '2026-11-10', recordedAt: 200 })
  const home = { kind: 'household', subjectId: id(20), areaId: null } as const

  test('at a door is the newest that took place, of one day the one written down last', () => {
    expect(visitBefore(home, [old, withdrawn, evening, morning], [])).toBe(evening)
    expect(visitBefore({ ...home, subjectId: null }, [old], [])).toBeUndefined()
  })

  test('of a meeting is the last one of its kind in its village', () => {
    const meeting = visit(34, { kind: 'meeting', subjectId: null, areaId: village, happenedOn: '2026-11-01' })
    const elsewhere = visit(35, { kind: 'meeting', subjectId: null, areaId: otherVillage })
    const talk = visit(36, { kind: 'talk', subjectId: null, areaId: village })
    const asked = { kind: 'meeting', subjectId: null, areaId: village } as const
    expect(visitBefore(asked, [], [talk, elsewhere, meeting])).toBe(meeting)
  })
})

test('company is that of the writer’s own visit before it on the same day, without the writer', () => {
  const visits = [
    visit(30, { happenedOn: '2026-11-10', visitorIds: [me, persons.otherCadre], recordedAt: 1 }),
    visit(31, { happenedOn: '2026-11-10', visitorIds: [me, persons.leader], recordedAt: 2 }),
    visit(32, { happenedOn: '2026-11-10', recordedBy: persons.leader, visitorIds: [persons.leader] }),
  ]
  expect(companionsOfDay(visits, me, '2026-11-10')).toEqual([persons.leader])
  expect(companionsOfDay(visits, me, '2026-11-11')).toEqual([])
})

test('a talk is offered the topic of the writer’s talk before it, in whatever village', () => {
  const visits = [
    visit(30, { kind: 'talk', topic: '医保缴费', happenedOn: '2026-11-01', areaId: otherVillage }),
    visit(31, { kind: 'talk', topic: '秋粮收购', happenedOn: '2026-11-09', recordedBy: persons.leader }),
    visit(32, { kind: 'meeting', topic: '', happenedOn: '2026-11-10' }),
  ]
  expect(lastWords(visits, me, 'talk', 'topic')).toBe('医保缴费')
})
