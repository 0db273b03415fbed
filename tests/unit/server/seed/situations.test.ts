import { describe, expect, test } from 'vitest'
import { urgentKinds } from '../../../../src/domain/issue/rows'
import { issueCategories } from '../../../../src/server/seed/campaign'
import { createRandom } from '../../../../src/server/seed/random'
import { allSituations } from '../../../../src/server/seed/situations/allSituations'
import { fillSlots } from '../../../../src/server/seed/slots'

const random = createRandom(11)
const slots = { group: '柳树湾', village: '新春村', month: 9, surname: '欧阳' }
const length = (text: string) => [...text].length
/** Everything a situation can put before a reader. */
const textsOf = (situation: (typeof allSituations)[number]) => [
  situation.title,
  ...situation.words,
  situation.missing,
  situation.supplement ?? '',
  ...Object.values(situation.onSite ?? {}),
  ...Object.values(situation.decline ?? {}),
]

describe('situations', () => {
  test('there are well over eighty, each with an id of its own', () => {
    expect(allSituations.length).toBeGreaterThanOrEqual(80)
    expect(new Set(allSituations.map(({ id }) => id)).size).toBe(allSituations.length)
  })

  test.each(issueCategories.map(({ id, name }) => [name, id]))('%s has at least three', (_, id) => {
    expect(allSituations.filter(({ categoryId }) => categoryId === id).length).toBeGreaterThanOrEqual(3)
  })

  test('none belongs to a category that an issue cannot carry', () => {
    const known = new Set(issueCategories.map(({ id }) => id))
    expect(allSituations.filter(({ categoryId }) => !known.has(categoryId))).toEqual([])
  })

  test('no title, wording, remark or answer is told twice', () => {
    const texts = allSituations.flatMap(textsOf).filter((text) => text !== '')
    const twice = texts.filter((text, index) => texts.indexOf(text) !== index)
    expect(twice).toEqual([])
  })

  test('no two wordings begin alike', () => {
    const openings = allSituations.flatMap(({ words }) => words.map((text) => text.slice(0, 10)))
    expect(new Set(openings).size).toBe(openings.length)
  })

  test.each(allSituations.map((situation) => [situation.id, situation] as const))(
    '%s keeps to its lengths and its own rules',
    (_, situation) => {
      expect(length(situation.title)).toBeLessThanOrEqual(20)
      expect(situation.words.length).toBeGreaterThanOrEqual(2)
      for (const words of situation.words) {
        const said = fillSlots(words, slots, random)
        expect(length(said)).toBeGreaterThanOrEqual(30)
        expect(length(said)).toBeLessThanOrEqual(120)
        expect(said).not.toMatch(/[{}]/)
      }
      if (situation.urgent) expect(urgentKinds).toContain(situation.kind)
      if (situation.categoryId === 'cat-petition') expect(situation.kind).toBe('petition')
      if (situation.kind === 'petition') expect(situation.onSite).toBeUndefined()
      if (situation.care || situation.aged) expect(situation.raisedBy).toContain('household')
    },
  )

  test('each issue kind, each subject kind, and each answer of the office occurs', () => {
    expect(new Set(allSituations.map(({ kind }) => kind))).toEqual(
      new Set(['demand', 'difficulty', 'suggestion', 'dispute', 'risk', 'petition']),
    )
    expect(new Set(allSituations.flatMap(({ raisedBy }) => raisedBy)).size).toBe(3)
    expect(allSituations.filter(({ onSite }) => onSite).length).toBeGreaterThanOrEqual(25)
    expect(allSituations.filter(({ decline }) => decline).length).toBeGreaterThanOrEqual(8)
    expect(allSituations.filter(({ supplement }) => supplement).length).toBeGreaterThanOrEqual(40)
  })

  test('every month of the campaign leaves something to say to every kind of subject', () => {
    for (const month of [6, 7, 8, 9, 10, 11, 12]) {
      for (const kind of ['household', 'enterprise', 'organization'] as const) {
        for (const setting of ['rural', 'urban'] as const) {
          // No tag, age or care group: the barest subject there can be.
          const fitting = allSituations.filter(
            (situation) =>
              situation.raisedBy.includes(kind) &&
              (situation.setting ?? setting) === setting &&
              (situation.months ?? [month]).includes(month) &&
              situation.care === undefined &&
              (kind === 'household' ? situation.aged === undefined : situation.tags === undefined),
          )
          expect(fitting.length, `${kind} ${setting} ${month}`).toBeGreaterThanOrEqual(2)
        }
      }
    }
  })
})

describe('slots', () => {
  test('are filled from the place and the month of the visit', () => {
    expect(fillSlots('{村}{湾}的老{姓}', slots, random)).toBe('新春村柳树湾的老欧阳')
    const months = Array.from({ length: 60 }, () => fillSlots('{月}', { ...slots, month: 2 }, random))
    expect(new Set(months)).toEqual(new Set(['1月', '12月', '11月']))
    const numbers = Array.from({ length: 60 }, () => fillSlots('{数2-4}', slots, random))
    expect(new Set(numbers)).toEqual(new Set(['2', '3', '4']))
  })

  test('an unknown slot, or one without a value, is an error rather than a brace in a text', () => {
    expect(() => fillSlots('{县}', slots, random)).toThrow('{县}')
    expect(() => fillSlots('来了{人}人', slots, random)).toThrow('{人}')
  })
})
