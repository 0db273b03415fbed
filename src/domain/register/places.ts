/** Finds the village and the group that a register means among the areas of the zone, however it writes them. */
import type { AreaId } from '../ids'
import type { Area } from '../zone/rows'
import { readNumeral } from './numerals'
import { toHalfWidth } from './sheet'

export interface AreaEntry {
  id: AreaId
  data: Pick<Area, 'name' | 'level' | 'parentId'>
}
export type Place = { found: AreaId } | { found: null; why: 'unknown' | 'ambiguous' }

export interface Places {
  villages: readonly { id: AreaId; name: string }[]
  village(text: string): Place
  group(villageId: AreaId, text: string): Place
  /** 新春村一组: the village that the text begins with, and what is left of it. */
  split(text: string): { villageId: AreaId | null; rest: string }
  /** The one village whose name stands in a title, a sheet's or a file's name. */
  within(text: string): AreaId | null
  nameOf(areaId: AreaId): string
}

const plain = (text: string): string =>
  toHalfWidth(text)
    .replace(/\s+/g, '')
    .replace(/[“”"'《》]/g, '')

/** 新春村村民委员会, 新春村委会, 新春村 and 新春 are one. */
const villageKey = (text: string): string =>
  plain(text)
    .replace(/(?:村民委员会|居民委员会|村委会|居委会|社区居委会)$/, '')
    .replace(/(?:社区|村|居)$/, '')

export function makePlaces(areas: readonly AreaEntry[]): Places {
  const villages = areas
    .filter(({ data }) => data.level === 'village')
    .map(({ id, data }) => ({ id, name: data.name }))
  const zones = areas.filter(({ data }) => data.level === 'zone').map(({ data }) => plain(data.name))
  const names = new Map(areas.map(({ id, data }) => [id, data.name]))
  const byName = groupBy(villages, ({ name }) => plain(name))
  const byKey = groupBy(villages, ({ name }) => villageKey(name))
  const groups = new Map(
    villages.map(({ id }) => [
      id,
      aliasesOf(areas.filter(({ data }) => data.level === 'group' && data.parentId === id)),
    ]),
  )

  const withoutZone = (text: string): string => {
    const zone = zones.find((name) => text.startsWith(name) && text.length > name.length)
    const rest = zone === undefined ? text : text.slice(zone.length)
    return rest.replace(/^.{1,8}?(?:街道办事处|街道|开发区|管委会|镇|乡|园区)(?=.{2,})/u, '')
  }
  const one = (found: readonly { id: AreaId }[] | undefined): Place | undefined => {
    if (!found || found.length === 0) return undefined
    return found.length === 1 && found[0] ? { found: found[0].id } : { found: null, why: 'ambiguous' }
  }
  const village = (text: string): Place => {
    const whole = plain(text)
    return (
      one(byName.get(whole)) ??
      one(byKey.get(villageKey(whole))) ??
      one(byName.get(withoutZone(whole))) ??
      one(byKey.get(villageKey(withoutZone(whole)))) ?? { found: null, why: 'unknown' }
    )
  }
  const split = (text: string): { villageId: AreaId | null; rest: string } => {
    const whole = plain(text)
    for (const start of [whole, withoutZone(whole)]) {
      const fitting = villages.filter(({ name }) => start.startsWith(plain(name)))
      const [longest] = fitting.sort((a, b) => b.name.length - a.name.length)
      if (longest) return { villageId: longest.id, rest: start.slice(plain(longest.name).length) }
    }
    return { villageId: null, rest: whole }
  }

  return {
    villages,
    village,
    split,
    group(villageId, text) {
      const { villageId: named, rest } = split(text)
      if (named !== null && named !== villageId) return { found: null, why: 'unknown' }
      const aliases = groups.get(villageId)
      const keys = keysOf(named === null ? plain(text) : rest)
      // The number says more than the name beside it: hamlets change theirs.
      for (const key of keys) {
        const ids = aliases?.get(key)
        if (ids) return ids.size === 1 ? { found: [...ids][0] as AreaId } : { found: null, why: 'ambiguous' }
      }
      return { found: null, why: 'unknown' }
    },
    within(text) {
      const whole = plain(text)
      const byFullName = villages.filter(({ name }) => whole.includes(plain(name)))
      const found =
        byFullName.length > 0
          ? byFullName
          : villages.filter(({ name }) => villageKey(name).length >= 2 && whole.includes(villageKey(name)))
      // 新春村 stands in 上新春村 too: of names within one another the longest is meant.
      const outer = found.filter(
        (one) => !found.some((other) => other !== one && plain(other.name).includes(plain(one.name))),
      )
      return outer.length === 1 && outer[0] ? outer[0].id : null
    },
    nameOf: (areaId) => names.get(areaId) ?? areaId,
  }
}

function aliasesOf(groups: readonly AreaEntry[]): Map<string, Set<AreaId>> {
  const aliases = new Map<string, Set<AreaId>>()
  for (const { id, data } of groups) {
    for (const key of keysOf(plain(data.name))) {
      const ids = aliases.get(key) ?? new Set()
      aliases.set(key, ids.add(id))
    }
  }
  return aliases
}

/** Ways to say one group, the surest first: 一组（柳树湾） is number 1, and 柳树湾. */
function keysOf(text: string): string[] {
  const whole = text.replace(/[:：,，.。、_-]/g, '')
  const aside = /^(.*?)[(（]([^)）]*)[)）](.*)$/.exec(whole)
  const outside = aside ? `${aside[1]}${aside[3]}` : whole
  const numbered = /^第?([0-9零〇一二两三四五六七八九十百]+)(?:村民|居民)?小?[组队](.*)$/.exec(outside)
  const number = readNumeral(numbered?.[1] ?? outside.replace(/^第/, ''))
  const rest = numbered?.[2] ?? ''
  const words = [whole, outside, aside?.[2] ?? '', rest]
  return [
    ...(number === undefined ? [] : [`#${number}`]),
    ...new Set(words.filter((word) => word !== '').flatMap((word) => [word, shortName(word)])),
  ]
}

const shortName = (word: string): string =>
  word.replace(/(?:村民小组|居民小组|小组|自然[村湾塆]|组|小区)$/, '') || word

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item])
  return found
}
