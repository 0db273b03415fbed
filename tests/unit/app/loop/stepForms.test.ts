import { describe, expect, test } from 'vitest'
import {
  fieldsOf,
  initialValues,
  isEmptyStep,
  isSmallStep,
  readStep,
  stepForms,
  stepRequest,
  type SmallStep,
  type StepDraft,
} from '../../../../src/app/components/loop/stepForms'
import { en } from '../../../../src/app/locales/en'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import { issueSteps, taskSteps } from '../../../../src/domain/issue/offers'
import { parse } from '../../../../src/domain/schema'
import { id } from '../../../fixtures/ids'
import { today } from '../../../fixtures/rows'
import { allZh } from '../../../support/texts'

const steps = Object.keys(stepForms) as SmallStep[]
const ids = { issueId: id(30), taskId: id(40), urgeId: id(50), drawId: id(60) }
/** What a person would have typed: words everywhere, an existing choice, a day that is named. */
const typedOf = (step: SmallStep): StepDraft => ({
  step,
  ...ids,
  values: Object.fromEntries(
    fieldsOf(step).map((field) => [
      field.name,
      field.is === 'milestones'
        ? [id(60)]
        : field.is === 'text'
          ? '写了几句'
          : (choices[field.name] ?? today),
    ]),
  ),
})
const choices: Record<string, string> = {
  satisfaction: 'fairly',
  way: 'phone',
  outcome: 'partly',
  leaderId: id(70),
  handlerId: id(71),
  taskId: id(40),
  level: 'yellow',
}

describe('the forms of the steps', () => {
  test.each(steps)('%s: what is typed is what its command takes', (step) => {
    const { name, args, fieldOf } = stepRequest(step, typedOf(step))
    expect(name).toBe(step)
    expect(parse(commandDefinitions[step].args, args)).toMatchObject({ ok: true })
    for (const { name: field } of fieldsOf(step)) expect(fieldOf(field)).toBe(field)
  })

  test.each(steps)('%s: says in both languages what it asks for', (step) => {
    const [section = '', name = ''] = step.split('.')
    for (const texts of [allZh.loop, en.loop]) {
      const told = (texts as unknown as Record<string, Record<string, Record<string, unknown>>>)[section]?.[
        name
      ]
      for (const key of ['do', 'title', 'text', 'confirm', 'saved']) expect(told?.[key], key).toMatch(/\S/)
      const asked = Object.keys((told?.['ask'] as object | undefined) ?? {})
      expect(asked.sort()).toEqual(
        fieldsOf(step)
          .map((field) => field.name)
          .sort(),
      )
    }
  })

  test('every step has a form here or a sheet of its own', () => {
    const others = [...issueSteps, ...taskSteps].filter((step) => !isSmallStep(step))
    expect(others.sort()).toEqual([
      'issue.accept',
      'issue.assign',
      'issue.claim',
      'issue.decline',
      'issue.merge',
      'issue.sendBack',
      'issue.split',
      'task.reassign',
    ])
  })

  test('begins with today for what has happened and with nothing for what is to come', () => {
    const known = { today, preset: { dueOn: '2026-08-01' } }
    expect(initialValues('issue.setAside', known)).toEqual({ reason: '', toldResident: '', reviewOn: '' })
    expect(initialValues('task.progress', known)).toEqual({ text: '', milestoneIds: [], happenedOn: today })
    expect(initialValues('task.grantExtension', known)).toEqual({ dueOn: '2026-08-01', remark: '' })
  })

  test('a choice of none is an answer, where none is one', () => {
    const draft = typedOf('issue.setProminent')
    draft.values['leaderId'] = ''
    expect(stepRequest('issue.setProminent', draft).args).toEqual({ issueId: ids.issueId, leaderId: null })
  })

  test('only written words make a draft worth keeping', () => {
    const draft = typedOf('issue.recordReturnVisit')
    expect(isEmptyStep(draft)).toBe(false)
    draft.values['words'] = ' '
    expect(isEmptyStep(draft)).toBe(true)
  })

  test('a saved draft is read without trust', () => {
    const initial = typedOf('task.progress')
    const saved = { ...initial, values: { text: '新的', milestoneIds: 'x', happenedOn: 7, other: 'y' } }
    expect(readStep(saved, initial)?.values).toMatchObject({
      text: '新的',
      milestoneIds: [id(60)],
      happenedOn: today,
    })
    expect(readStep({ ...initial, step: 'task.complete' }, initial)).toBeUndefined()
    expect(readStep(null, initial)).toBeUndefined()
  })
})
