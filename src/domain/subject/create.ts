import { audienceOf } from '../access/audience'
import { may } from '../access/may'
import { accept, defineCommand, fresh, must, put, reject, related, type Change } from '../command/define'
import { choice, codeId, list, nullable, object, uuid } from '../schema'
import { areaReads, refuseArea } from './check'
import { careFields, contactFields, maxMembers, memberSchema, subjectFields } from './fields'
import { subjectKinds } from './rows'

/** 新建走访对象, with contact, members and care groups as rows of their own. Rejections: see the checks. */
export const subjectCreate = defineCommand('subject.create@1', {
  args: object({
    subjectId: uuid,
    kind: choice(subjectKinds),
    areaId: codeId,
    ...subjectFields,
    contact: nullable(object(contactFields)),
    members: list(memberSchema, { max: maxMembers }),
    care: nullable(object(careFields)),
    campaignId: codeId,
  }),
  reads: (args, actor) => [
    fresh('subject', args.subjectId),
    must('campaign', args.campaignId),
    ...areaReads(args.areaId, args.groupId),
    related('pairing.personId', actor.personId),
    ...args.members.map((member) => fresh('subjectMember', member.id)),
  ],
  decide({ args, actor, rows, at, commandId }) {
    const pairings = rows.related('pairing.personId', actor.personId)
    if (!may(actor, 'subject.create', { areaId: args.areaId }, pairings)) return reject('notPermitted')
    if (args.care !== null && !may(actor, 'subject.editCare', { areaId: args.areaId }, pairings))
      return reject('notPermitted')
    if (args.members.length > 0 && !may(actor, 'subject.editMembers', { areaId: args.areaId }, pairings))
      return reject('notPermitted')
    const wrongArea = refuseArea(rows, args.areaId, args.groupId)
    if (wrongArea) return wrongArea
    if (rows.get('subject', args.subjectId)) return reject('alreadyExists')
    if (args.members.some((member) => rows.get('subjectMember', member.id))) return reject('alreadyExists')
    const careGroups = rows.get('campaign', args.campaignId)?.data.careGroups ?? []
    const unknownGroup = args.care?.groups.find((id) => !careGroups.some((group) => group.id === id))
    if (unknownGroup !== undefined) return reject('unknownCareGroup', { groupId: unknownGroup })

    const { subjectId, areaId } = args
    const nobody = { pairedWith: [], knownBy: [] }
    const shared = { subjectId, areaId, ...nobody }
    const changes: Change[] = [
      put('subject', subjectId, {
        kind: args.kind,
        name: args.name,
        areaId,
        groupId: args.groupId,
        address: args.address,
        tags: args.tags,
        notes: args.notes,
        ...nobody,
      }),
      ...(args.contact
        ? [put('subjectContact', subjectId, { subjectId, areaId, pairedWith: [], ...args.contact })]
        : []),
      ...args.members.map(({ id, ...member }) => put('subjectMember', id, { ...shared, ...member })),
      ...(args.care ? [put('subjectCare', subjectId, { ...shared, ...args.care })] : []),
      put('event', `${commandId}.0`, {
        type: 'subject.created',
        aboutKind: 'subject',
        aboutId: subjectId,
        actorId: actor.personId,
        detail: {},
        audience: audienceOf(areaId, [actor.personId]),
        ...at,
      }),
    ]
    return accept(changes)
  },
})
