import type { Random } from './random'

/** What a text may name of the place and day it is spoken at. */
export interface SlotValues {
  /** 柳树湾, 银杏苑 */
  readonly group: string
  /** 新春村, 星光社区 */
  readonly village: string
  /** 1–12, the month of the visit. */
  readonly month: number
  /** For neighbours and shopkeepers; a surname, drawn once per text. */
  readonly surname: string
}

/**
 * Fills `{湾}` (the group as people say it), `{村}`, `{月}` (one to three months back, as 5月), `{姓}` and
 * `{数3-8}` (a whole number, both ends included).
 * @throws Error on a slot it does not know: a brace must never reach a resident's words.
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
    }
    const range = /^数(\d+)-(\d+)$/.exec(name)
    if (!range) throw new Error(`slots: unknown slot ${slot}`)
    return String(random.int(Number(range[1]), Number(range[2])))
  })
}
