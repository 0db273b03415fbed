/** What simulated people ask for: whole commands of small, invented contents. */
import type { CommandRequest } from '../../src/domain/command/registry'
import { tellsOf } from './names'
import type { SimZone } from './zone'

export const decision = (issueId: string, what: number): CommandRequest =>
  what === 0
    ? { name: 'issue.accept', args: { issueId, remark: '' } }
    : what === 1
      ? { name: 'issue.sendBack', args: { issueId, remark: '请补充' } }
      : { name: 'issue.decline', args: { issueId, reason: '不属本区', toldResident: '已告知', handedTo: '' } }

export const visitOf = (
  visitId: string,
  subjectId: string,
  personId: string,
  happenedOn: string,
  text: number,
) =>
  ({
    name: 'visit.record',
    args: {
      visitId,
      visitorIds: [personId],
      happenedOn,
      startTime: null,
      endTime: null,
      narrative: `走访${text}`,
      place: '',
      details: { kind: 'household', subjectId },
    },
  }) as const satisfies CommandRequest

export const issueOf = (
  zone: SimZone,
  issueId: string,
  visitId: string | null,
  subject: { id: string; data: { areaId: string } },
  category: number,
  raisedOn: string,
) =>
  ({
    name: 'issue.register',
    args: {
      issueId,
      visitId,
      subjectId: subject.id,
      areaId: subject.data.areaId,
      kind: 'demand',
      categoryId: zone.categories[category] ?? 'cat-1',
      title: `${tellsOf(subject.id)}路灯不亮`,
      words: '门口的灯坏了',
      raisedOn,
      urgent: false,
      confidential: false,
    },
  }) as const satisfies CommandRequest
