/** The closed loop from the list to the strike-off, with its slips, draws and urge orders. */
import { people } from '../../unit/server/http/makeEdge'
import { known, template, today, unitId, yesterday, type Template } from './template'

const measures = {
  title: '清淤',
  measures: '组织清淤。',
  deadlineKind: 'staged' as const,
  dueOn: '2026-06-30',
}
const milestonesOf = (newId: () => string) => [{ id: newId(), name: '开工', dueOn: '2026-06-20' }]

export const loopTemplates = (newId: () => string): Template[] => [
  template('office1', {
    name: 'issue.merge',
    args: { masterId: known.master, issueIds: [known.listed], remark: '同一条渠。' },
  }),
  template('office1', { name: 'issue.unmerge', args: { issueId: known.merged, remark: '不是一件事。' } }),
  template('office1', {
    name: 'issue.split',
    args: {
      issueId: known.listed,
      newIssueId: newId(),
      stays: { title: '水渠淤塞', words: '渠里都是泥。', categoryId: 'cat-other' },
      leaves: { title: '路灯不亮', words: '村口的灯不亮。', categoryId: 'cat-other' },
    },
  }),
  template('office1', {
    name: 'issue.assign',
    args: {
      taskId: newId(),
      issueIds: [known.listed],
      ...measures,
      milestones: milestonesOf(newId),
      leadUnitId: unitId,
      assistUnitIds: ['unit-village'],
      leaderId: people.cadre1.id,
      handlerId: people.admin1.id,
    },
  }),
  template('admin1', {
    name: 'issue.claim',
    args: {
      taskId: newId(),
      issueId: known.listed,
      ...measures,
      milestones: milestonesOf(newId),
      leadUnitId: unitId,
      leaderId: people.cadre1.id,
    },
  }),
  template('office1', {
    name: 'issue.setProminent',
    args: { issueId: known.listed, leaderId: people.admin1.id },
  }),
  template('cadre1', {
    name: 'issue.withdrawByResident',
    args: { issueId: known.listed, words: '自己挖通了。', happenedOn: yesterday },
  }),
  template('office1', {
    name: 'issue.setAside',
    args: { issueId: known.listed, reason: '等资金。', toldResident: '已说明。', reviewOn: '2026-09-01' },
  }),
  template('office1', { name: 'issue.resume', args: { issueId: known.deferred, remark: '资金到了。' } }),
  template('cadre1', {
    name: 'issue.recordReturnVisit',
    args: {
      issueId: known.returning,
      satisfaction: 'satisfied',
      words: '好了。',
      happenedOn: yesterday,
      way: 'door',
    },
  }),
  template('cadre1', {
    name: 'issue.explain',
    args: { issueId: known.returning, explained: '讲清了政策。', happenedOn: yesterday },
  }),
  template('office1', {
    name: 'issue.strikeOff',
    args: { issueId: known.reviewing, outcome: 'solved', remark: '同意。' },
  }),
  template('office1', {
    name: 'issue.refuseStrikeOff',
    args: { issueId: known.reviewing, remark: '还差一段。' },
  }),
  template('office1', { name: 'issue.reopen', args: { issueId: known.struckOff, reason: '又堵了。' } }),
  template('cadre1', {
    name: 'issue.tellResident',
    args: { issueId: known.told, words: '知道了。', happenedOn: yesterday },
  }),
  template('cadre1', { name: 'issue.giveSlip', args: { issueId: known.listed } }),
  template('cadre1', { name: 'issue.takeBackSlip', args: { issueId: known.struckOff } }),
  template('office1', {
    name: 'draw.make',
    args: { drawId: newId(), from: '2026-06-01', to: today, size: 5 },
  }),
  template('office1', {
    name: 'draw.recordVisit',
    args: {
      drawId: known.draw,
      issueId: known.reviewing,
      satisfaction: 'fairly',
      words: '还行。',
      happenedOn: yesterday,
      way: 'phone',
    },
  }),
  template('office1', {
    name: 'draw.notReached',
    args: { drawId: known.draw, issueId: known.reviewing, reason: '下田了。' },
  }),
  template('admin1', { name: 'task.sign', args: { taskId: known.assigned } }),
  template('admin1', {
    name: 'task.setHandler',
    args: { taskId: known.assigned, handlerId: people.admin1.id },
  }),
  template('admin1', {
    name: 'task.progress',
    args: { taskId: known.signed, text: '挖了一半。', milestoneIds: [], happenedOn: yesterday },
  }),
  template('admin1', {
    name: 'task.complete',
    args: { taskId: known.signed, result: '水通了。', completedOn: yesterday },
  }),
  template('admin1', { name: 'task.handBack', args: { taskId: known.signed, reason: '不归我们管。' } }),
  template('admin1', {
    name: 'task.requestExtension',
    args: { taskId: known.signed, dueOn: '2026-07-20', reason: '下雨。' },
  }),
  template('office1', {
    name: 'task.grantExtension',
    args: { taskId: known.asking, dueOn: '2026-07-20', remark: '同意。' },
  }),
  template('office1', { name: 'task.refuseExtension', args: { taskId: known.asking, remark: '抓紧。' } }),
  template('office1', {
    name: 'task.reassign',
    args: {
      taskId: known.handedBack,
      issueIds: [known.underWay],
      leadUnitId: unitId,
      assistUnitIds: [],
      leaderId: people.cadre1.id,
      handlerId: null,
      dueOn: '2026-07-01',
      reason: '还是你们办。',
    },
  }),
  template('office1', { name: 'task.cancel', args: { taskId: known.assigned, reason: '不用办了。' } }),
  template('office1', {
    name: 'urge.order',
    args: {
      urgeId: newId(),
      issueId: known.underWay,
      taskId: known.signed,
      level: 'yellow',
      text: '请抓紧。',
      replyBy: '2026-06-18',
    },
  }),
  template('admin1', { name: 'urge.reply', args: { urgeId: known.urge, text: '明天就办。' } }),
]
