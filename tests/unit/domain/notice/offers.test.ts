import { describe, expect, test } from 'vitest'
import { noticeOffers, noticeSteps } from '../../../../src/domain/notice/offers'
import { noticeStates } from '../../../../src/domain/notice/rows'
import { id } from '../../../fixtures/ids'
import { codeOf } from '../../../fixtures/judge'
import { as, by, noticeIn, noticeZone, office, publicity, requests } from '../../../fixtures/notice'

const people = {
  composer: office,
  publicity,
  'another of the office': by('office', id(7)),
  discipline: by('discipline', id(8)),
  assessor: by('assessor', id(9)),
  cadre: by('cadre', id(10)),
}

describe.each(noticeStates)('of a notice that is %s', (state) => {
  const rows = noticeZone(state)
  test.each(Object.entries(people))('%s is offered what the commands accept, and no other', (_, actor) => {
    const offers = noticeOffers(noticeIn(rows), actor)
    for (const step of noticeSteps) {
      const verdict = as(actor, requests[step], rows)
      const code = verdict.verdict === 'accept' ? undefined : codeOf(verdict)
      const offer = offers.find((each) => each.step === step)
      const isHidden = code === 'notPermitted' || code === 'wrongState'
      expect([step, offer !== undefined, offer?.refusal?.code]).toEqual([
        step,
        !isHidden,
        isHidden ? undefined : code,
      ])
    }
  })
})

test('a notice without a line is not handed in', () => {
  const empty = { ...noticeIn(noticeZone('draft')), lines: [] }
  const offer = noticeOffers(empty, office).find(({ step }) => step === 'notice.submit')
  expect(offer?.refusal?.code).toBe('noticeEmpty')
})
