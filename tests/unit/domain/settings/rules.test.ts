import { describe, expect, test } from 'vitest'
import { drawSizes } from '../../../../src/domain/draw/rows'
import type { CommandRequest } from '../../../../src/domain/command/registry'
import { finalDayOf, isProvisional } from '../../../../src/domain/issue/strikeOff'
import { readFieldChanges } from '../../../../src/domain/settings/history'
import { noticeDefaults, usualNoticeTexts } from '../../../../src/domain/settings/noticeTexts'
import { rulesId } from '../../../../src/domain/settings/rows'
import { ruleBounds, ruleNames, rulesOf, usualRules } from '../../../../src/domain/settings/rules'
import { id } from '../../../fixtures/ids'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { makeActor, makeIssue, makeTask, officeActor, persons, row } from '../../../fixtures/rows'
import {
  afterAdmin,
  allButAdmin,
  byAdmin,
  codeByAdmin,
  dataIn,
  eventsIn,
  refusedRoles,
  settingsZone,
} from '../../../fixtures/settings'

const edit = (rules: object): CommandRequest => ({ name: 'rules.edit', args: { rules } })

describe('working rules', () => {
  test('are set by administrators alone', () => {
    expect(refusedRoles(edit({ taskDays: 8 }), settingsZone())).toEqual(allButAdmin)
  })
  test('without a row the usual ones hold; the first change writes them all down', () => {
    expect(rulesOf(undefined)).toEqual(usualRules)
    const rows = afterAdmin(settingsZone(), edit({ handBackDays: 5 }))
    expect(dataIn(rows, 'rules', rulesId)).toEqual({ ...usualRules, handBackDays: 5 })
    expect(readFieldChanges(eventsIn(rows, rulesId)[0]?.detail ?? {})).toEqual([
      { field: 'handBackDays', before: '3', after: '5' },
    ])
  })
  test('no more issues are drawn at a time than a draw can hold', () => {
    expect(codeByAdmin(edit({ drawSize: drawSizes.max }))).toBe('accept')
    expect(codeByAdmin(edit({ drawSize: drawSizes.max + 1 }))).toBe('invalidArgs')
  })
  test('two who set different ones both get theirs', () => {
    const rows = afterAdmin(settingsZone(), edit({ handBackDays: 5 }), edit({ drawSize: 8 }))
    expect(dataIn(rows, 'rules', rulesId)).toMatchObject({ handBackDays: 5, drawSize: 8 })
  })
  test('what stands already is no change', () => {
    expect(codeByAdmin(edit({ taskDays: usualRules.taskDays }))).toBe('nothingToChange')
    expect(codeByAdmin(edit({}))).toBe('nothingToChange')
  })
  test.each(ruleNames)('%s keeps within its bounds, and the usual one does', (name) => {
    const { min, max } = ruleBounds[name]
    expect(usualRules[name]).toBeGreaterThanOrEqual(min)
    expect(usualRules[name]).toBeLessThanOrEqual(max)
    for (const wrong of [min - 1, max + 1, min + 0.5])
      expect(codeByAdmin(edit({ [name]: wrong })), String(wrong)).toBe('invalidArgs')
  })
})

describe('commands that decide by a rule', () => {
  const taskId = id(40)
  const signed = row('task', taskId, makeTask({ state: 'signed', signedOn: '2026-06-24' }))
  const unit = makeActor({ roles: ['unit'], unitId: 'unit-1' })
  const handBack: CommandRequest = { name: 'task.handBack', args: { taskId, reason: '不归我们管' } }

  test('a task is handed back within the zone’s own window', () => {
    // Wednesday a week ago: five working days.
    const code = (rows: Rows): string => codeOf(tryCommand(handBack, rows, { actor: unit }))
    expect(code(settingsZone(signed))).toBe('handBackTooLate')
    expect(code(afterAdmin(settingsZone(signed), edit({ handBackDays: 5 })))).toBe('accept')
    expect(code(afterAdmin(settingsZone(signed), edit({ handBackDays: 4 })))).toBe('handBackTooLate')
  })
  test('days off that the zone has set do not count', () => {
    const holidays = [{ name: '', from: '2026-06-25', to: '2026-06-29' }]
    const rows = settingsZone(signed, row('calendarYear', '2026', { year: 2026, holidays, makeUpDays: [] }))
    expect(codeOf(tryCommand(handBack, rows, { actor: unit }))).toBe('accept')
  })
  test('a device that holds no rules judges by the usual ones', () => {
    const device = new Rows([signed], false)
    expect(codeOf(tryCommand(handBack, device, { actor: unit }))).toBe('handBackTooLate')
  })

  const strikeOff: CommandRequest = {
    name: 'issue.strikeOff',
    args: { issueId: id(30), outcome: 'solved', remark: '' },
  }
  const waiting = row('issue', id(30), makeIssue({ state: 'awaitingReview', number: '2026-0001' }))
  const struck = (rows: Rows) => {
    const verdict = tryCommand(strikeOff, rows, { actor: officeActor() })
    return dataIn(rows.after(verdict), 'issue', id(30))
  }
  test('a strike-off keeps the day on which it becomes final, whatever is set later', () => {
    const issue = struck(afterAdmin(settingsZone(waiting), edit({ provisionalDays: 3 })))
    expect(finalDayOf(issue)).toBe('2026-07-04')
    expect([isProvisional(issue, '2026-07-03'), isProvisional(issue, '2026-07-04')]).toEqual([true, false])
  })
  test('without rules of its own a zone writes it as before', () => {
    const issue = struck(settingsZone(waiting))
    expect(issue.struckOff).toEqual({ by: persons.office, on: '2026-07-01', remark: '' })
    expect(finalDayOf(issue)).toBe('2026-07-16')
  })
})

describe('a task whose handler has left', () => {
  test('is in the unit’s inbox again: who signs handles it', () => {
    const taskId = id(40)
    const sign: CommandRequest = { name: 'task.sign', args: { taskId } }
    const unit = makeActor({ personId: persons.leader, roles: ['unit'], unitId: 'unit-1' })
    const named = settingsZone(row('task', taskId, makeTask({ handlerId: persons.otherCadre })))
    const signedBy = (rows: Rows): string | null =>
      dataIn(rows.after(tryCommand(sign, rows, { actor: unit })), 'task', taskId).handlerId
    expect(signedBy(named)).toBe(persons.otherCadre)
    const left = afterAdmin(named, {
      name: 'person.setActive',
      args: { personId: persons.otherCadre, active: false },
    })
    expect(signedBy(left)).toBe(persons.leader)
  })
})

describe('words of notices', () => {
  const texts = { title: '民情公示', intro: '如下', closing: '', contact: '0722-3300000' }
  const request: CommandRequest = { name: 'noticeTexts.edit', args: texts }
  test('are the usual ones until an administrator sets others', () => {
    expect(noticeDefaults([])).toEqual(usualNoticeTexts)
    expect(refusedRoles(request, settingsZone())).toEqual(allButAdmin)
    const rows = afterAdmin(settingsZone(), request)
    const found = rows.get('noticeTexts', 'noticeTexts')
    if (!found || found === 'notHeld') throw new Error('no row')
    expect(noticeDefaults([{ id: found.id, data: dataIn(rows, 'noticeTexts', found.id) }])).toEqual(texts)
    expect(codeByAdmin(request, rows)).toBe('nothingToChange')
  })
  test('have a title', () => {
    expect(
      codeOf(byAdmin({ name: 'noticeTexts.edit', args: { ...texts, title: ' ' } }, settingsZone())),
    ).toBe('invalidArgs')
  })
})
