import type { Outcome } from '../../../src/sync/outcome'
import type { Past } from './past'
import { demand } from './violation'

/** `2026-0137`, `2026-抽3`, `2026-11` and its corrections `2026-11-更1`: the series, and the place in it from 1 on. */
function placeOf(number: string): [series: string, place: number] {
  const [, month, correction] = /^(\d{4}-\d{2})(?:-更(\d+))?$/.exec(number) ?? []
  if (month !== undefined) return [month, Number(correction ?? 0) + 1]
  const [, series = '', place = ''] = /^(\d{4}-(?:抽)?)(\d+)$/.exec(number) ?? []
  return [series, Number(place)]
}

/**
 * Numbers of issues, editions and draws: each given once, by an accepted command, to one row that has it for ever; those
 * of a year or month follow each other without a gap. A notice names its edition's. Answers how many there are.
 */
export function checkNumbers({ rows, row, commands }: Past): number {
  const holders = new Map<string, string>()
  const places = new Map<string, number[]>()
  for (const { commandId, outcome } of commands) {
    const { numbers = {} } = JSON.parse(outcome) as Partial<Extract<Outcome, { result: 'applied' }>>
    for (const [id, number] of Object.entries(numbers)) {
      demand(!holders.has(number), 'numbers', () => `${number} was given again by ${commandId}`)
      holders.set(number, id)
      const [series, place] = placeOf(number)
      places.set(series, [...(places.get(series) ?? []), place])
    }
  }
  for (const [series, given] of places) {
    const isWhole = given.every((place, index) => place === index + 1)
    demand(isWhole, 'numbers', () => `of ${series} came ${given.join(' ')}`)
  }
  const numbered = [...rows('issue'), ...rows('edition'), ...rows('draw')]
  for (const { kind, id, data } of numbered) {
    if (data.number === null) continue
    const { number } = data
    demand(holders.get(number) === id, 'numbers', () => `${kind} ${id} has ${number}, which it was not given`)
  }
  const standing = new Map(numbered.map(({ id, data }) => [id, data.number]))
  for (const [number, id] of holders)
    demand(
      standing.get(id) === number,
      'numbers',
      () => `${id} was given ${number} and has ${standing.get(id)}`,
    )
  for (const { id, data } of rows('notice')) {
    const edition = row('edition', data.editionId)?.data
    const isSame = edition?.number === data.editionNumber && edition.hash === data.editionHash
    demand(isSame, 'numbers', () => `notice ${id} names another edition than its own`)
  }
  return holders.size
}
