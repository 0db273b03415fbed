/** What somebody has at hand when something is to be done, and what all families of steps share. */
import type { CommandRequest } from '../../../src/domain/command/registry'
import type { Row, RowKind } from '../../../src/domain/rows'
import type { CalendarDate } from '../../../src/domain/time/shanghai'
import { isActiveUnit } from '../../../src/domain/zone/rows'
import type { Client } from '../../../src/app/client/engine/client'
import type { Desk, SimZone } from '../zone'

export interface Scene {
  client: Client
  zone: SimZone
  newId: () => string
  today: CalendarDate
  /** Which of the rows that fit, and which of the ways that a step can go. */
  pick: number
}

/** A step that what this device holds seems to allow, or nearly; undefined where there is nothing to do it with. */
export type Step = (scene: Scene) => CommandRequest | undefined
export type Steps = Readonly<Record<string, Step>>
/** How often each is tried, and who mostly does. */
export type Weights<Name extends string> = Readonly<Record<Name, readonly [weight: number, by: Desk]>>

export const at = <T>(rows: readonly T[], pick: number): T | undefined =>
  rows[pick % Math.max(1, rows.length)]

/** One of the rows held that fit. */
export const some = <K extends RowKind>(
  { client, pick }: Scene,
  kind: K,
  fits: (row: Row<K>) => boolean = () => true,
): Row<K> | undefined => at([...client.rows(kind)].filter(fits), pick)

/** One that fits, and now and then one that does not: a button that is no longer right. */
export const someOf = <K extends RowKind>(
  scene: Scene,
  kind: K,
  fits: (row: Row<K>) => boolean,
): Row<K> | undefined =>
  scene.pick % 5 === 0 ? some(scene, kind) : (some(scene, kind, fits) ?? some(scene, kind))

/** The unit of the person at the unit's desk, and now and then any, dissolved ones too. */
export function someUnit(scene: Scene): string {
  const { client, zone, pick } = scene
  const own = client.row('person', zone.people[5]?.id ?? '')?.data.unitId
  const other = pick % 6 === 0 ? some(scene, 'unit') : some(scene, 'unit', ({ data }) => isActiveUnit(data))
  return (pick % 3 === 0 ? other?.id : own) ?? 'unit-1'
}
