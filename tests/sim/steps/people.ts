/** People, villages and pairings, as an administrator and the office play them: who may hold what changes with them. */
import type { CommandArgs } from '../../../src/domain/command/registry'
import { roles, isActiveArea, type Role } from '../../../src/domain/zone/rows'
import { nameOf } from '../names'
import { at, some, someOf, someUnit, type Scene, type Steps, type Weights } from './scene'

const anybody = (scene: Scene): string => some(scene, 'person')?.id ?? ''
/** One role more or less than the person's own: nobody stays without what the history needs for long. */
function otherRoles({ client, zone, pick }: Scene): CommandArgs<'person.setRoles'> {
  const person = at(zone.people, pick)
  const now = client.row('person', person?.id ?? '')?.data.roles ?? []
  const own = person?.roles ?? []
  const changed = roles.filter((role) => own.includes(role) !== (role === at(roles, pick)))
  const next = now.length === own.length && changed.length > 0 ? changed : own
  return { personId: person?.id ?? '', roles: [...next] as Role[] }
}

export const peopleSteps = {
  'zone.install': () => ({
    name: 'zone.install',
    args: { campaigns: [], categories: [], units: [], areas: [], people: [] },
  }),
  'person.create': (scene) => {
    const personId = scene.pick % 6 === 0 ? anybody(scene) : scene.newId()
    return {
      name: 'person.create',
      args: { personId, name: nameOf(personId), roles: ['unit'], unitId: someUnit(scene) },
    }
  },
  'person.edit': (scene) => ({
    name: 'person.edit',
    args: { personId: anybody(scene), name: nameOf(`person ${scene.pick % 4}`) },
  }),
  'person.setRoles': (scene) => ({ name: 'person.setRoles', args: otherRoles(scene) }),
  'person.move': (scene) => ({
    name: 'person.move',
    args: { personId: anybody(scene), unitId: someUnit(scene) },
  }),
  'person.setActive': (scene) => {
    const away = some(scene, 'person', ({ data }) => !data.active)
    const person = away ?? at(scene.zone.people, scene.pick)
    return (
      person && {
        name: 'person.setActive',
        args: { personId: person.id, active: scene.pick % 5 === 0 ? away === undefined : away !== undefined },
      }
    )
  },
  'area.create': (scene) => {
    const areaId = scene.pick % 6 === 0 ? 'V1' : `A-${scene.newId()}`
    const parentId = scene.pick % 2 === 0 ? 'Z' : (at(scene.zone.villages, scene.pick) ?? '')
    return { name: 'area.create', args: { areaId, name: `新湾${scene.pick}`, parentId } }
  },
  'area.rename': (scene) => ({
    name: 'area.rename',
    args: { areaId: some(scene, 'area')?.id ?? '', name: `湾${scene.pick % 4}` },
  }),
  'area.move': (scene) => {
    const area = some(scene, 'area')
    if (!area) return undefined
    const parentId = scene.pick % 2 === 0 ? area.data.parentId : at(scene.zone.villages, scene.pick)
    return { name: 'area.move', args: { areaId: area.id, parentId: parentId ?? 'Z', order: scene.pick } }
  },
  'area.setActive': (scene) => {
    const area = some(scene, 'area')
    return area && { name: 'area.setActive', args: { areaId: area.id, active: !isActiveArea(area.data) } }
  },
  'pairing.start': (scene) => {
    const { pick } = scene
    const subject = some(scene, 'subject')
    const isOfOne = pick % 2 === 0 && subject !== undefined
    return {
      name: 'pairing.start',
      args: {
        pairingId: pick % 9 === 0 ? (some(scene, 'pairing')?.id ?? scene.newId()) : scene.newId(),
        pairing: {
          kind: at(['leader', 'care', 'contact'] as const, pick) ?? 'care',
          personId: at(scene.zone.people, pick % 3)?.id ?? '',
          areaId: isOfOne ? null : (at(scene.zone.villages, pick) ?? null),
          subjectId: isOfOne ? subject.id : null,
          visitEveryDays: null,
          since: scene.today,
        },
      },
    }
  },
  'pairing.end': (scene) => {
    const pairing = someOf(scene, 'pairing', ({ data }) => data.endedOn === null)
    return pairing && { name: 'pairing.end', args: { pairingId: pairing.id, endedOn: scene.today } }
  },
} as const satisfies Steps

export const peopleWeights: Weights<keyof typeof peopleSteps> = {
  'zone.install': [0.1, 'admin'],
  'person.create': [0.6, 'admin'],
  'person.edit': [0.6, 'admin'],
  'person.setRoles': [0.9, 'admin'],
  'person.move': [0.7, 'admin'],
  'person.setActive': [0.6, 'admin'],
  'area.create': [0.7, 'admin'],
  'area.rename': [0.6, 'admin'],
  'area.move': [0.7, 'admin'],
  'area.setActive': [0.6, 'admin'],
  'pairing.start': [1.5, 'office'],
  'pairing.end': [1.1, 'office'],
}
