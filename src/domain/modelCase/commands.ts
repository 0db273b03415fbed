/** 典型案例: written by a unit, a cadre or the groups, and published within the zone by 宣传报道组 (§四.3, §四.5). */
import type { Audience } from '../access/audience'
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  fresh,
  must,
  mustIf,
  patch,
  put,
  reject,
  type DecideContext,
  type Refused,
  type Rows,
} from '../command/define'
import type { EventType } from '../event'
import { timelineEvent } from '../issue/events'
import { todayOf } from '../issue/step'
import { makeScreen } from '../deidentify/screen'
import { conflictEvents, editRow } from '../mergeFields'
import type { MaskKind } from '../notice/rows'
import type { Row } from '../rows'
import { choice, codeId, freeText, nullable, object, optional, uuid } from '../schema'
import { caseKinds } from './rows'
import { nextCaseState, type CaseCommand } from './transitions'

/** Four pages; who reads it in another village reads on a phone. */
const texts = { title: freeText({ max: 80, min: 1 }), text: freeText({ max: 4000 }) }
const finished = { title: texts.title, text: freeText({ max: 4000, min: 1 }) }

/** 写案例, of a practice or of a struck-off issue that is not confidential; put right later: what was changed. */
export const modelCaseWrite = defineCommand('modelCase.write@1', {
  args: object({
    caseId: uuid,
    unitId: codeId,
    kind: optional(choice(caseKinds)),
    title: optional(texts.title),
    text: optional(texts.text),
    issueId: optional(nullable(uuid)),
  }),
  reads: ({ caseId, unitId, issueId }) => [
    fresh('modelCase', caseId),
    must('unit', unitId),
    ...mustIf('issue', issueId),
  ],
  decide(context) {
    const { args, actor, rows, at } = context
    const { caseId, unitId, ...written } = args
    const { issueId = null } = written
    const before = rows.get('modelCase', caseId)
    const target = { unitIds: [before?.data.unitId ?? unitId] }
    if (!rows.get('unit', unitId) || !may(actor, 'modelCase.write', target)) return reject('notPermitted')
    const state = nextCaseState('modelCase.write', before?.data.state ?? '(new)')
    if (!state) return reject('wrongState', { state: before?.data.state ?? '' })
    const refused = issueId === null ? undefined : refuseIssue(rows, issueId)
    if (refused) return refused
    if (!before) {
      const { kind = 'case', title, text = '' } = written
      if (title === undefined) return reject('invalidArgs', { path: 'title', issue: 'missing' })
      const audience = caseAudience(unitId, actor.personId)
      return accept([
        put('modelCase', caseId, {
          kind,
          title,
          text,
          unitId,
          issueId,
          state,
          writtenBy: actor.personId,
          remark: '',
          submittedBy: null,
          submittedOn: null,
          publishedBy: null,
          publishedOn: null,
          audience,
          ...at,
        }),
        caseEvent(context, 'modelCase.written', { id: caseId, audience }),
      ])
    }
    // The unit that it stands for stays: it decides who holds it.
    const { changes, conflicts } = editRow(before, written, context)
    if (changes.length === 0) return reject('nothingToChange')
    return accept([
      ...changes,
      ...conflictEvents(context, { kind: 'modelCase', id: caseId, areaId: '' }, conflicts),
    ])
  },
})

/** 报送宣传报道组. */
export const modelCaseSubmit = defineCommand('modelCase.submit@1', {
  args: object({ caseId: uuid }),
  reads: ({ caseId }) => [must('modelCase', caseId)],
  decide(context) {
    const step = stepOf(context, 'modelCase.submit')
    if (step.refusal) return step.refusal
    const { of, next } = step
    if (of.data.text.trim() === '') return reject('invalidArgs', { path: 'text', issue: 'empty' })
    return accept([
      patch('modelCase', of.id, {
        state: next,
        submittedBy: context.actor.personId,
        submittedOn: todayOf(context),
      }),
      caseEvent(context, 'modelCase.submitted', { id: of.id, audience: of.data.audience }),
    ])
  },
})

/**
 * 发布: title and text as whoever approves it saw them, masked; they take the place of what was written, since the whole
 * zone holds it from now on. Rejections: ownWork, stillIdentifies.
 */
export const modelCasePublish = defineCommand('modelCase.publish@1', {
  args: object({ caseId: uuid, ...finished }),
  reads: ({ caseId }) => [must('modelCase', caseId)],
  decide(context) {
    const step = stepOf(context, 'modelCase.publish')
    if (step.refusal) return step.refusal
    const { of, next } = step
    const { actor, args } = context
    if (hasWritten(of, actor.personId)) return reject('ownWork')
    const { title, text } = args
    const kind = identifying(`${title}\n${text}`)
    if (kind !== undefined) return reject('stillIdentifies', { kind })
    return accept([
      patch('modelCase', of.id, {
        state: next,
        title,
        text,
        remark: '',
        publishedBy: actor.personId,
        publishedOn: todayOf(context),
        audience: { ...of.data.audience, everyone: true },
      }),
      caseEvent(context, 'modelCase.published', { id: of.id, audience: of.data.audience }),
    ])
  },
})

/** 退回修改, with what is missing. Rejections: ownWork. */
export const modelCaseReturn = defineCommand('modelCase.return@1', {
  args: object({ caseId: uuid, remark: freeText({ max: 500, min: 1 }) }),
  reads: ({ caseId }) => [must('modelCase', caseId)],
  decide(context) {
    const step = stepOf(context, 'modelCase.return')
    if (step.refusal) return step.refusal
    const { of, next } = step
    const { remark } = context.args
    if (hasWritten(of, context.actor.personId)) return reject('ownWork')
    return accept([
      patch('modelCase', of.id, { state: next, remark }),
      caseEvent(context, 'modelCase.returned', { id: of.id, audience: of.data.audience }, { remark }),
    ])
  },
})

/** 撤下: it leaves every device but those of its unit and the groups. */
export const modelCaseWithdraw = defineCommand('modelCase.withdraw@1', {
  args: object({ caseId: uuid, reason: freeText({ max: 500, min: 1 }) }),
  reads: ({ caseId }) => [must('modelCase', caseId)],
  decide(context) {
    const step = stepOf(context, 'modelCase.withdraw')
    if (step.refusal) return step.refusal
    const { of, next } = step
    const { reason } = context.args
    const audience = caseAudience(of.data.unitId, of.data.writtenBy)
    return accept([
      patch('modelCase', of.id, { state: next, remark: reason, audience }),
      caseEvent(context, 'modelCase.withdrawn', { id: of.id, audience }, { reason }),
    ])
  },
})

function stepOf({ args, actor, rows }: DecideContext<{ caseId: string }>, command: CaseCommand) {
  const of = rows.get('modelCase', args.caseId)
  if (!of || !may(actor, command, { unitIds: [of.data.unitId], authorId: of.data.writtenBy }))
    return { refusal: reject('notPermitted') } as const
  const next = nextCaseState(command, of.data.state)
  return next
    ? ({ refusal: undefined, of, next } as const)
    : ({ refusal: reject('wrongState', { state: of.data.state }) } as const)
}

const hasWritten = ({ data }: Row<'modelCase'>, personId: string): boolean =>
  data.writtenBy === personId || data.submittedBy === personId

/** Names and what tells who is in need are the eyes' business; a number is found for certain, and never belongs here. */
const numberKinds = new Set<MaskKind>(['phone', 'idCard', 'bankCard', 'plate', 'email'])
const screen = makeScreen({ people: [], enterprises: [], careGroups: [] })
const identifying = (text: string): MaskKind | undefined =>
  screen(text).masks.find(({ kind }) => numberKinds.has(kind))?.kind

/** Only what has ended well can be told of, and never a confidential matter. */
function refuseIssue(rows: Rows, issueId: string): Refused | undefined {
  const issue = rows.get('issue', issueId)?.data
  if (!issue || issue.confidential) return reject('notPermitted')
  return issue.state === 'struckOff' ? undefined : reject('wrongState', { state: issue.state })
}

const caseAudience = (unitId: string, writtenBy: string): Audience => ({
  areaId: '',
  people: [writtenBy],
  confidential: false,
  units: [unitId],
  groups: ['office', 'assessor', 'publicity', 'discipline'],
})

const caseEvent = (
  context: DecideContext<unknown>,
  type: Extract<EventType, `modelCase.${string}`>,
  about: { id: string; audience: Audience },
  detail: Record<string, string> = {},
) => timelineEvent(context, { type, aboutKind: 'modelCase', about, detail, place: 0 })
