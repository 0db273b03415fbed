import { may } from '../access/may'
import { accept, defineCommand, put, reject } from '../command/define'
import { codeId, list, object, uuid, type Schema } from '../schema'
import { areaSchema, campaignSchema, categorySchema, personSchema, unitSchema } from './schemas'

const rowsOf = <S extends Schema>(id: typeof codeId, data: S) => list(object({ id, data }), { max: 20_000 })

/** Sets up or completes a zone's reference data; given by the server itself, never by a device. */
export const zoneInstall = defineCommand('zone.install@1', {
  args: object({
    campaigns: rowsOf(codeId, campaignSchema),
    categories: rowsOf(codeId, categorySchema),
    units: rowsOf(codeId, unitSchema),
    areas: rowsOf(codeId, areaSchema),
    people: rowsOf(uuid, personSchema),
  }),
  reads: () => [],
  decide({ args, actor }) {
    if (!may(actor, 'zone.install', {})) return reject('notPermitted')
    return accept([
      ...args.campaigns.map(({ id, data }) => put('campaign', id, data)),
      ...args.categories.map(({ id, data }) => put('category', id, data)),
      ...args.units.map(({ id, data }) => put('unit', id, data)),
      ...args.areas.map(({ id, data }) => put('area', id, data)),
      ...args.people.map(({ id, data }) => put('person', id, data)),
    ])
  },
})
