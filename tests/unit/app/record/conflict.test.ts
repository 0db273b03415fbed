import { describe, expect, test } from 'vitest'
import { conflictView, revertRequest } from '../../../../src/app/components/record/conflict'
import { commandDefinitions } from '../../../../src/domain/command/registry'
import type { EventRow } from '../../../../src/domain/event'
import { itemIdOf } from '../../../../src/domain/edition/rows'
import { parse } from '../../../../src/domain/schema'
import { id } from '../../../fixtures/ids'
import { honest, persons, row } from '../../../fixtures/rows'

const editionId = id(70)
const refId = id(30)
const conflict = (detail: EventRow['detail']) =>
  row('event', id(90), {
    type: 'field.conflict',
    aboutKind: 'edition',
    aboutId: editionId,
    actorId: persons.office,
    detail: { other: persons.admin, ...detail },
    audience: { areaId: '', people: [], confidential: true },
    ...honest,
  })

describe('two people at the same monthly lists', () => {
  test('a decision is put back on its own line', () => {
    const event = conflict({ field: 'decision', mine: '月底办结', theirs: '下月再议', list: 'tasks', refId })
    const view = conflictView(event, persons.admin)
    expect(view).toMatchObject({ mine: '下月再议', theirs: '月底办结', theirPersonId: persons.office })
    expect(view.line).toEqual({ list: 'tasks', refId, itemId: itemIdOf(editionId, 'tasks', refId) })
    const request = revertRequest(view, '')
    expect(request).toMatchObject({
      name: 'edition.note',
      args: { editionId, list: 'tasks', refId, decision: '下月再议' },
    })
    expect(parse(commandDefinitions['edition.note'].args, request?.args)).toMatchObject({ ok: true })
  })

  test('the order of the lists is put back in the head', () => {
    const [mine, theirs] = [
      ['tasks', 'issues', 'effects'],
      ['effects', 'tasks', 'issues'],
    ]
    const event = conflict({
      field: 'sections',
      mine: JSON.stringify(mine),
      theirs: JSON.stringify(theirs),
    })
    const request = revertRequest(conflictView(event, persons.office), '')
    expect(request).toMatchObject({
      name: 'edition.setHead',
      args: { editionId, changes: { sections: mine } },
    })
    expect(parse(commandDefinitions['edition.setHead'].args, request?.args)).toMatchObject({ ok: true })
  })
})
