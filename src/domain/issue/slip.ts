/**
 * 群众回执: a small paper with a code by which a resident looks up how far the matter is, without an account. The code
 * follows from the issue's id, so that it is written at the door without signal, long before there is a number. Until
 * the slip is given nothing answers for it; a lost one is taken back, and the next has another code.
 */
import { may } from '../access/may'
import {
  accept,
  defineCommand,
  must,
  patch,
  reject,
  type Change,
  type DecideContext,
  type Decision,
} from '../command/define'
import { hash53 } from '../hash'
import type { IssueId } from '../ids'
import type { Row } from '../rows'
import { object, uuid } from '../schema'
import { issueEvent } from './events'
import type { Issue } from './rows'
import { ownPairings, targetOf } from './step'

/** Of what looks alike in somebody's handwriting (0 O Q D, 1 I L 7, 2 Z, 5 S, 8 B 3, 6 G, U V) one at most is left. */
export const slipAlphabet = '34679ACDEFHJKMNPRTWXY'
const slipLength = 8

/**
 * 21^8 codes (35 bits). It is as hard to guess as the id's random half; `takenBack` slips before it were lost.
 * How often one may try is limited where it is asked (`server/public/slip`).
 */
export function slipCodeOf(issueId: IssueId, takenBack = 0): string {
  let rest = hash53(`slip.${issueId}.${takenBack}`)
  let code = ''
  for (let place = 0; place < slipLength; place++) {
    code += slipAlphabet[rest % slipAlphabet.length] ?? ''
    rest = Math.floor(rest / slipAlphabet.length)
  }
  return code
}

/** As it is written on the paper: `XXXX-XXXX`. */
export const showSlipCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** What somebody typed from the paper, in whatever width, case and spacing; undefined when it is no code. */
export function readSlipCode(typed: string): string | undefined {
  const code = typed
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const isCode = code.length === slipLength && [...code].every((sign) => slipAlphabet.includes(sign))
  return isCode ? code : undefined
}

/** The code that the next slip of this issue has, or the one that was given. */
export const nextSlipCode = (issueId: IssueId, { slipCode, slipsTakenBack }: Issue): string =>
  slipCode ?? slipCodeOf(issueId, slipsTakenBack)

/** 给回执. Given twice, by two people without signal, it is one slip. Nobody has to give one. */
export const issueGiveSlip = defineCommand('issue.giveSlip@1', {
  args: object({ issueId: uuid }),
  reads: ({ issueId }, actor) => [must('issue', issueId), ownPairings(actor.personId)],
  decide: (context) =>
    decideSlip(context, 'issue.giveSlip', ({ id, data }) =>
      data.slipCode
        ? []
        : [
            patch('issue', id, { slipCode: slipCodeOf(id, data.slipsTakenBack) }),
            issueEvent(context, 'issue.slipGiven', { id, audience: data.audience }),
          ],
    ),
})

/** 收回回执: it was lost, or got into other hands; from then on it is answered like any wrong code. */
export const issueTakeBackSlip = defineCommand('issue.takeBackSlip@1', {
  args: object({ issueId: uuid }),
  reads: ({ issueId }, actor) => [must('issue', issueId), ownPairings(actor.personId)],
  decide: (context) =>
    decideSlip(context, 'issue.takeBackSlip', ({ id, data }) =>
      data.slipCode
        ? [
            patch('issue', id, { slipCode: null, slipsTakenBack: (data.slipsTakenBack ?? 0) + 1 }),
            issueEvent(context, 'issue.slipTakenBack', { id, audience: data.audience }),
          ]
        : [],
    ),
})

/** In any state of the issue: the paper is asked for when it is asked for. */
function decideSlip(
  { args, actor, rows }: DecideContext<{ issueId: string }>,
  command: 'issue.giveSlip' | 'issue.takeBackSlip',
  changesOf: (issue: Row<'issue'>) => Change[],
): Decision {
  const issue = rows.get('issue', args.issueId)
  const pairings = issue?.data.confidential ? [] : rows.related('pairing.personId', actor.personId)
  if (!issue || !may(actor, command, targetOf(issue), pairings)) return reject('notPermitted')
  return accept(changesOf(issue))
}
