/** A good command in a small zone, as whoever may give it would; and the rows that all of them act upon. */
import type { CommandRequest } from '../../../src/domain/command/registry'
import { testId, type Login } from '../../unit/server/http/makeEdge'

/** Made by the preparations, but for the household and the pairing, which are there from the beginning. */
export const known = {
  household: testId(30),
  enterprise: testId(31),
  visit: testId(32),
  reported: testId(33),
  needsDetail: testId(34),
  pairing: testId(20),
  /** Issues by what can be done with them. */
  listed: testId(35),
  master: testId(36),
  merged: testId(37),
  told: testId(38),
  deferred: testId(39),
  returning: testId(40),
  reviewing: testId(41),
  struckOff: testId(42),
  underWay: testId(43),
  /** Tasks of the last. */
  assigned: testId(44),
  signed: testId(45),
  asking: testId(46),
  handedBack: testId(47),
  urge: testId(48),
  draw: testId(49),
  draft: testId(50),
  frozen: testId(51),
  noticeDraft: testId(52),
  noticeSubmitted: testId(53),
  noticePosted: testId(54),
  activity: testId(55),
  caseDraft: testId(56),
  caseSubmitted: testId(57),
  casePublished: testId(58),
  press: testId(59),
  leading: testId(60),
} as const
export const campaignId = 'campaign-2026'
/** Of another year: the plan of the only unit with people stands in another state there. */
export const nextCampaignId = 'campaign-2027'
export const unitId = 'unit-office'
export const actionId = 'action-1'

export interface Template {
  login: Login
  request: CommandRequest
  /** Paths that may be absent. */
  optional: readonly string[]
}

export const template = (
  login: Login,
  request: CommandRequest,
  optional: readonly string[] = [],
): Template => ({ login, request, optional })

/** The day on which nearly everything happened. */
export const yesterday = '2026-06-13'
export const today = '2026-06-14'
