import { describe, expect, test } from 'vitest'
import type { CommandArgs, CommandRequest } from '../../../../src/domain/command/registry'
import type { Row } from '../../../../src/domain/rows'
import { grantsOf, scopesOf } from '../../../../src/domain/access/scopes'
import { codeOf, Rows, tryCommand } from '../../../fixtures/judge'
import { id } from '../../../fixtures/ids'
import {
  makeActor,
  makePairing,
  makeSubject,
  makeVisit,
  makeZoneRows,
  officeActor,
  otherVillage,
  persons,
  row,
  village,
} from '../../../fixtures/rows'

const subjectId = id(20)
const edit = (changes: Omit<CommandArgs<'subject.edit'>, 'subjectId' | 'campaignId'>): CommandRequest => ({
  name: 'subject.edit',
  args: { subjectId, campaignId: 'campaign-1', ...changes },
})

describe('two people editing one household', () => {
  const edited = () =>
    new Rows([
      ...makeZoneRows().filter(({ kind }) => kind !== 'subject'),
      row(
        'subject',
        subjectId,
        makeSubject({
          notes: '乙写的',
          edits: { notes: { v: 9, device: id(102), person: persons.otherCadre } },
        }),
        9,
      ),
    ])

  test('JU8 different fields merge without a word', () => {
    const verdict = tryCommand(edit({ subject: { address: '二组' } }), edited(), {
      base: { [`subject:${subjectId}`]: 4 },
    })
    const conflicts =
      verdict.verdict === 'accept' ? verdict.changes.filter(({ id: event }) => event.includes('.c')) : []
    expect(codeOf(verdict)).toBe('accept')
    expect(conflicts).toEqual([])
  })

  test('JU8 the same field: the later stands, both values are told to both authors and nobody else', () => {
    const rows = edited()
    const verdict = tryCommand(edit({ subject: { notes: '甲写的' } }), rows, {
      base: { [`subject:${subjectId}`]: 4 },
      commandId: id(77),
    })
    const after = rows.after(verdict)
    expect((after.get('subject', subjectId) as Row<'subject'>).data.notes).toBe('甲写的')
    const event = after.get('event', `${id(77)}.c0`) as Row<'event'>
    expect(event.data.detail).toMatchObject({
      field: 'notes',
      theirs: '乙写的',
      mine: '甲写的',
      other: persons.otherCadre,
    })
    expect(scopesOf('event', event.data).sort()).toEqual(
      [`user:${persons.cadre}`, `user:${persons.otherCadre}`].sort(),
    )
  })

  test('someone who has seen the other value does not conflict with it', () => {
    const verdict = tryCommand(edit({ subject: { notes: '甲又写' } }), edited(), {
      base: { [`subject:${subjectId}`]: 9 },
    })
    expect(
      verdict.verdict === 'accept' && verdict.changes.some(({ id: event }) => event.includes('.c')),
    ).toBe(false)
  })

  test('a second edit from the same phone, sent with an old base, does not conflict with the first', () => {
    const rows = new Rows([
      ...makeZoneRows().filter(({ kind }) => kind !== 'subject'),
      row(
        'subject',
        subjectId,
        makeSubject({ notes: '一', edits: { notes: { v: 9, device: id(101), person: persons.cadre } } }),
        9,
      ),
    ])
    const verdict = tryCommand(edit({ subject: { notes: '二' } }), rows, {
      base: { [`subject:${subjectId}`]: 4 },
    })
    expect(verdict.verdict === 'accept' && verdict.changes.length).toBe(2)
  })

  test('an edit that changes nothing says so', () => {
    expect(codeOf(tryCommand(edit({ subject: { name: '户主甲' } }), new Rows(makeZoneRows())))).toBe(
      'nothingToChange',
    )
  })
})

describe('what is sensitive', () => {
  test('a leader sees whom to call, not who is ill, and can not write it either', () => {
    const actor = makeActor({ personId: persons.leader })
    const pairing = makePairing({ kind: 'leader', personId: persons.leader })
    const rows = new Rows([...makeZoneRows(), row('pairing', id(11), pairing)])
    expect(codeOf(tryCommand(edit({ contact: { phone: '1' } }), rows, { actor }))).toBe('accept')
    expect(codeOf(tryCommand(edit({ care: { groups: ['care-alone'] } }), rows, { actor }))).toBe(
      'notPermitted',
    )
    const grants = grantsOf(actor, [row('pairing', id(11), pairing)], [village])
    expect(grants).toContain(`contact:${village}`)
    expect(grants).not.toContain(`care:${village}`)
    expect(grants).not.toContain(`member:${village}`)
  })
  test('an unknown care group is refused', () => {
    expect(codeOf(tryCommand(edit({ care: { groups: ['care-none'] } }), new Rows(makeZoneRows())))).toBe(
      'unknownCareGroup',
    )
  })
  test('the timeline names the fields, never the values', () => {
    const verdict = tryCommand(edit({ care: { note: '行动不便' } }), new Rows(makeZoneRows()))
    const event =
      verdict.verdict === 'accept' ? verdict.changes.find(({ kind }) => kind === 'event') : undefined
    expect(JSON.stringify(event)).not.toContain('行动不便')
  })
})

describe('a household that moves', () => {
  const move: CommandRequest = {
    name: 'subject.move',
    args: { subjectId, areaId: otherVillage, groupId: 'V2-01' },
  }
  test('takes contact, visits and timeline along; who wrote a visit keeps it', () => {
    const rows = new Rows([
      ...makeZoneRows(),
      row('subjectContact', subjectId, {
        subjectId,
        areaId: village,
        pairedWith: [],
        contactName: '',
        phone: '1',
      }),
      row('visit', id(40), makeVisit()),
    ])
    const after = rows.after(tryCommand(move, rows, { actor: officeActor() }))
    const contact = after.get('subjectContact', subjectId) as Row<'subjectContact'>
    const visit = after.get('visit', id(40)) as Row<'visit'>
    expect(scopesOf('subjectContact', contact.data)).toEqual([`contact:${otherVillage}`])
    expect(scopesOf('visit', visit.data)).toEqual([`area:${otherVillage}`, `user:${persons.cadre}`])
  })
  test('is not moved by a cadre', () => {
    expect(codeOf(tryCommand(move, new Rows(makeZoneRows())))).toBe('notPermitted')
  })
  test('does not move to a group of another village', () => {
    const wrong: CommandRequest = {
      name: 'subject.move',
      args: { subjectId, areaId: otherVillage, groupId: 'V1-01' },
    }
    expect(codeOf(tryCommand(wrong, new Rows(makeZoneRows()), { actor: officeActor() }))).toBe('unknownArea')
  })
})
