import { describe, expect, test } from 'vitest'
import { issueCategories } from '../../../../src/server/seed/campaign'
import { allHandlings } from '../../../../src/server/seed/handlings/allHandlings'
import { allHeard } from '../../../../src/server/seed/heard/allHeard'
import { createRandom } from '../../../../src/server/seed/random'
import { allSituations } from '../../../../src/server/seed/situations/allSituations'
import { doubleMatters } from '../../../../src/server/seed/situations/splits'
import { fillSlots } from '../../../../src/server/seed/slots'
import { departments } from '../../../../src/server/seed/units'
import { allVoices } from '../../../../src/server/seed/voices/allVoices'

const ids = allSituations.map(({ id }) => id).sort()
const length = (text: string) => [...text].length
const handlings = Object.entries(allHandlings)
const textsOfHandling = ({ task, measures, progress, result }: (typeof allHandlings)[string]) => [
  task,
  measures,
  ...progress,
  result,
]
const repeated = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index)

describe('texts of the closed loop', () => {
  test('every situation is handled and heard about, and nothing else is', () => {
    expect(Object.keys(allHandlings).sort()).toEqual(ids)
    expect(Object.keys(allHeard).sort()).toEqual(ids)
  })

  test('every category that an issue can carry has its words', () => {
    expect(Object.keys(allVoices).sort()).toEqual(issueCategories.map(({ id }) => id).sort())
  })

  test('no measure, result or answer is told twice', () => {
    expect(repeated(handlings.flatMap(([, handling]) => textsOfHandling(handling)))).toEqual([])
    expect(repeated(Object.values(allHeard).flat())).toEqual([])
    const said = Object.values(allVoices).flatMap(
      ({ handBack, extension, explained, deferred, withdrawn }) => [
        ...handBack,
        ...extension,
        ...explained,
        ...withdrawn,
        deferred.reason,
        deferred.toldResident,
      ],
    )
    expect(repeated(said)).toEqual([])
  })

  test.each(handlings)(
    'what is done about %s keeps to its lengths and to units that exist',
    (_, handling) => {
      const { task, measures, result, stages, leadUnitId, assistUnitIds = [] } = handling
      expect(length(task)).toBeLessThanOrEqual(24)
      expect(length(measures)).toBeGreaterThanOrEqual(20)
      expect(length(result)).toBeGreaterThanOrEqual(15)
      expect(new Set(stages).size).toBe(stages?.length ?? 0)
      const units = new Set(departments.map(({ id }) => id))
      for (const unitId of [...assistUnitIds, ...(leadUnitId ? [leadUnitId] : [])])
        expect(units.has(unitId)).toBe(true)
      const slots = { group: '柳树湾', village: '新春村', month: 9, surname: '' }
      for (const text of textsOfHandling(handling))
        expect(fillSlots(text, slots, createRandom(1))).not.toMatch(/[{}]/)
    },
  )

  test('a matter that many households have is worded often enough for all that tell it', () => {
    const common = allSituations.filter((situation) => situation.common)
    expect(common.length).toBeGreaterThanOrEqual(4)
    for (const { words } of common) expect(words.length).toBeGreaterThanOrEqual(4)
  })

  test('two matters told in one breath name both, and each part is a situation', () => {
    for (const { words, stays, leaves } of doubleMatters) {
      expect(ids).toEqual(expect.arrayContaining([stays.situationId, leaves.situationId]))
      for (const part of [stays, leaves]) expect(length(part.title)).toBeLessThanOrEqual(20)
      expect(length(words)).toBeGreaterThan(length(stays.words))
    }
  })
})
