/**
 * `node --import tsx tests/support/diagram.ts`: writes docs/issue-states.md, the state machines of issue and task as they
 * are in the code. A test fails while the file says something else.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { domain as words } from '../../src/app/locales/zh-CN/domain'
import { accessTable, type Permission } from '../../src/domain/access/may'
import { issueStates, type IssueState } from '../../src/domain/issue/rows'
import { issueTransitions } from '../../src/domain/issue/transitions'
import { taskStates, type TaskState } from '../../src/domain/task/rows'
import { taskTransitions } from '../../src/domain/task/transitions'

export const issueStatesFile = fileURLToPath(new URL('../../docs/issue-states.md', import.meta.url))

interface Step<State extends string> {
  command: string
  /** Undefined: made by it. */
  from: State | undefined
  to: State
}

type Table = Record<string, Partial<Record<string, string>>>

const stepsOf = <State extends string>(table: Table, states: readonly State[]): Step<State>[] =>
  Object.entries(table).flatMap(([command, row]) =>
    Object.entries(row).flatMap(([from, to = '']) =>
      states
        .filter((state) => to.split('/').includes(state))
        .map((state) => ({ command, from: states.find((each) => each === from), to: state })),
    ),
  )

const commandWords: Readonly<Record<string, Readonly<Record<string, string>>>> = words.command
function chineseOf(command: string): string {
  const [room = '', name = ''] = command.split('.')
  return commandWords[room]?.[name] ?? ''
}

/** `office`, or `cadre (own, paired)` where not every row of the tenant is meant. */
const whoMay = (command: string): string =>
  Object.entries<readonly string[]>(accessTable[command as Permission])
    .map(([role, relations]) => (relations.includes('any') ? role : `${role} (${relations.join(', ')})`))
    .join(', ')

function machine<State extends string>(
  steps: readonly Step<State>[],
  states: readonly State[],
  names: Readonly<Record<State, string>>,
): string {
  const moves = steps.filter(({ from, to }) => from !== to)
  const arrows = moves.map(
    ({ command, from, to }) => `  ${from ?? '[*]'} --> ${to}: ${command} ${chineseOf(command)}`,
  )
  const rows = steps.map(
    ({ command, from, to }) =>
      `| ${from ?? '(new)'} | \`${command}\` ${chineseOf(command)} | ${to} | ${whoMay(command)} |`,
  )
  return `\`\`\`mermaid
stateDiagram-v2
${[...states.map((state) => `  ${state}: ${state} ${names[state]}`), ...arrows].join('\n')}
\`\`\`

| from | command | to | who |
|---|---|---|---|
${rows.join('\n')}`
}

export function issueStatesPage(): string {
  const issueSteps = stepsOf<IssueState>(issueTransitions, issueStates)
  const taskSteps = stepsOf<TaskState>(taskTransitions, taskStates)
  return `# States of an issue 问题 and of a task 任务

Made from \`src/domain/issue/transitions.ts\`, \`src/domain/task/transitions.ts\` and \`src/domain/access/may.ts\` by \`tests/support/diagram.ts\`; change those, not this page.

## Issue 问题

${machine(issueSteps, issueStates, words.issueState)}

Where a step leads to two states, what it says or finds decides: 不满意 at a return visit leads back to \`handling\`; a task that is cancelled leads back to \`listed\` when nothing of the issue was done, and completing one moves its issues only when nothing else of theirs is open; undoing a merge leads to the state before it.

## Task 任务

${machine(taskSteps, taskStates, words.taskState)}

\`own\`: registered by that person. \`paired\`: that person has an open pairing with the village or the household; \`leading\`: one of the kind 领导包保. \`ownUnit\`: the person's unit leads or helps. \`handler\`: named as handler or as responsible leader. An issue that is solved on the spot (当场解决) is registered and solved by two commands saved together.

Separation of duties: whoever handled an issue (\`handledBy\`, or named as handler of a task) records neither its return visit nor its strike-off, and who paid the return visit does not strike it off.
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(issueStatesFile, issueStatesPage())
