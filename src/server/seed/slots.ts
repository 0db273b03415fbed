import type { Random } from './random'

/** What a text may name of the place and day it is spoken at. */
export interface SlotValues {
  /** 柳树湾, 银杏苑 */
  readonly group: string
  /** 新春村, 星光社区 */
  readonly village: string
  /** 1–12, the month of the visit. */
  readonly month: number
  /** A surname, for 老{姓}. */
  readonly surname: string
  /** How many live in the house, or came to the meeting. */
  readonly people?: number
  /** What was raised, as a list of titles; or what a talk was about. */
  readonly matter?: string
  /** Where a meeting or a talk was held. */
  readonly place?: string
}

/**
 * Fills `{湾}` (the group as people say it), `{村}`, `{月}` (one to three months back, as 5月), `{姓}` and
 * `{数3-8}` (a whole number, both ends included); `{人}`, `{事}` and `{处}` where the text is about people, a matter or a place.
 * @throws Error on a slot it does not know or has no value for: a brace must never reach a resident's words.
 */
export function fillSlots(template: string, values: SlotValues, random: Random): string {
  return template.replace(/\{([^}]*)\}/g, (slot, name: string) => {
    switch (name) {
      case '湾':
        return values.group
      case '村':
        return values.village
      case '月':
        return `${((values.month - 1 - random.int(1, 3) + 12) % 12) + 1}月`
      case '姓':
        return values.surname
      case '人':
        if (values.people !== undefined) return String(values.people)
        break
      case '处':
        if (values.place !== undefined) return values.place
        break
      case '事':
        if (values.matter !== undefined) return values.matter
        break
    }
    const range = /^数(\d+)-(\d+)$/.exec(name)
    if (!range) throw new Error(`slots: nothing to put for ${slot}`)
    return String(random.int(Number(range[1]), Number(range[2])))
  })
}
