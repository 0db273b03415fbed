import { describe, expect, test } from 'vitest'
import { draftPlace } from '../../../../src/app/components/home/draftPlace'

const draft = (form: string, data: unknown) =>
  draftPlace({ id: 'd1', form, updatedAt: 0, content: { data, place: null } })

describe('a draft leads back to its form', () => {
  test.each<[form: string, data: unknown, label: string, to: unknown]>([
    ['visit', { before: null }, 'visit', { name: 'visit.new', query: { draft: 'd1' } }],
    ['visit', { before: {} }, 'amend', { name: 'visit.new', query: { draft: 'd1' } }],
    [
      'subject',
      { subjectId: 's1', before: null },
      'subject',
      { name: 'subject.new', query: { draft: 'd1' } },
    ],
    [
      'subject',
      { subjectId: 's1', before: {} },
      'subjectEdit',
      { name: 'subject.edit', params: { id: 's1' }, query: { draft: 'd1' } },
    ],
    [
      'issue.resubmit',
      { issueId: 'i1' },
      'resubmit',
      { name: 'issue.resubmit', params: { id: 'i1' }, query: { draft: 'd1' } },
    ],
    ['issue.decision', { issueId: 'i1' }, 'decision', { name: 'desk.issue', params: { id: 'i1' } }],
  ])('%s %o', (form, data, label, to) => {
    expect(draft(form, data)).toMatchObject({ label, to })
  })

  test.each<[id: string, to: unknown]>([
    ['lists:open:', { name: 'lists', query: { sheet: 'open' } }],
    ['lists:correct:e1', { name: 'list', params: { id: 'e1' }, query: { sheet: 'correct' } }],
    [
      'lists:note:e1:e1.issues.i1',
      { name: 'list', params: { id: 'e1' }, query: { sheet: 'note', item: 'e1.issues.i1' } },
    ],
  ])('of the monthly lists, %s: its sheet opens again', (id, to) => {
    const content = { data: {}, place: null }
    expect(draftPlace({ id, form: 'lists.note', updatedAt: 0, content })).toMatchObject({ label: 'list', to })
  })

  test.each<[id: string, to: unknown]>([
    ['campaign:plan:write:c.u', { name: 'plan', params: { id: 'c.u' }, query: { sheet: 'write' } }],
    ['campaign:case:write:m1', { name: 'case', params: { id: 'm1' }, query: { sheet: 'write' } }],
    ['campaign:case:write:', { name: 'cases', query: { sheet: 'write' } }],
    // Begun from an issue: another one, or none, is another draft.
    ['campaign:case:write::i1', { name: 'cases', query: { sheet: 'write', issue: 'i1' } }],
    ['campaign:press:amend:p1', { name: 'press', query: { sheet: 'amend', item: 'p1' } }],
  ])('of the campaign, %s: its sheet opens again', (id, to) => {
    const content = { data: {}, place: null }
    const place = draftPlace({ id, form: 'campaign.case', updatedAt: 0, content })
    expect(place).toMatchObject({ label: 'campaign' })
    expect(place.to).toEqual(to)
  })

  test('words in reply to an urge lead to the issue where it stands', () => {
    const content = { data: { step: 'urge.reply', issueId: 'i1', urgeId: 'u1' }, place: null }
    expect(draftPlace({ id: 'loop:urge.reply:u1', form: 'loop.step', updatedAt: 0, content })).toMatchObject({
      label: 'step',
      to: { name: 'issue', params: { id: 'i1' } },
    })
  })

  test('the subject that is only being made has no page to be named after', () => {
    expect(draft('subject', { subjectId: 's1', before: null, name: '周承勤' })).toMatchObject({
      subjectId: undefined,
      name: '周承勤',
    })
  })

  test('several of one kind are told apart by what was typed last', () => {
    const issues = [
      { title: '路灯', words: '灯坏了' },
      { title: '水渠', words: '' },
    ]
    expect(draft('visit', { narrative: '在家', issues }).excerpt).toBe('水渠')
    expect(draft('visit', { narrative: '在家', issues: [] }).excerpt).toBe('在家')
    expect(draft('visit', { issues: [7, null] }).excerpt).toBeUndefined()
  })

  test.each([null, 'text', 7, [], {}])(
    'content of another shape (%o) is shown and harms nothing',
    (content) => {
      expect(draftPlace({ id: 'd1', form: 'visit', updatedAt: 0, content })).toMatchObject({ label: 'visit' })
      expect(draftPlace({ id: 'd1', form: 'issue.resubmit', updatedAt: 0, content }).to).toBeUndefined()
      expect(draftPlace({ id: 'd1', form: 'from a later build', updatedAt: 0, content })).toMatchObject({
        label: 'other',
        to: undefined,
      })
    },
  )
})
