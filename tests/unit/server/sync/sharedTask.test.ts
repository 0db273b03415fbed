import { expect, test } from 'vitest'
import { makeEnvelope, makeSyncServer } from '../../../fixtures/syncServer'

test('the handler of a task of several issues pays the return visit of none of them, on the server too', async () => {
  const server = await makeSyncServer()
  const { cadre, office, bothCadre } = server.people
  const unit = server.zone.people[5]
  const [subject] = await server.subjectsOf(0)
  const issueIds = [server.newId(), server.newId(), server.newId()]
  const taskId = server.newId()
  await server.act(
    cadre,
    issueIds.map((issueId) => server.commands.issue(subject?.id ?? '', 0, { issueId })),
  )
  await server.act(office, [
    ...issueIds.map((issueId) => server.commands.accept(issueId)),
    {
      name: 'issue.assign',
      args: {
        taskId,
        issueIds,
        title: '清渠',
        measures: '清三百米渠',
        deadlineKind: 'byDate',
        dueOn: '2026-07-20',
        milestones: [],
        leadUnitId: 'unit-1',
        assistUnitIds: [],
        leaderId: bothCadre.id,
        handlerId: bothCadre.id,
      },
    },
  ])
  if (unit)
    await server.act(unit, [
      { name: 'task.sign', args: { taskId } },
      { name: 'task.complete', args: { taskId, result: '通了', completedOn: '2026-07-01' } },
    ])
  const handler = await server.register(bothCadre)
  const outcomes = await server.post(
    handler,
    issueIds.map((issueId, index) =>
      makeEnvelope(
        {
          name: 'issue.recordReturnVisit',
          args: { issueId, satisfaction: 'satisfied', words: '', happenedOn: '2026-07-01', way: 'door' },
        },
        { id: server.newId(), seq: index + 1 },
      ),
    ),
  )
  expect(outcomes).toMatchObject(issueIds.map(() => ({ result: 'rejected', code: 'ownHandling' })))
  await server.store.close()
})
