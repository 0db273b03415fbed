/**
 * `node --import tsx tests/support/diagram.ts`: writes docs/issue-states.md, the issue's state machine as it is in the
 * code. A test fails while the file says something else.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { domain as words } from '../../src/app/locales/zh-CN/domain'
import { accessTable } from '../../src/domain/access/may'
import { issueStates, type IssueState } from '../../src/domain/issue/rows'
import { issueTransitions } from '../../src/domain/issue/transitions'

export const issueStatesFile = fileURLToPath(new URL('../../docs/issue-states.md', import.meta.url))

type IssueCommand = keyof typeof issueTransitions

interface Step {
  command: IssueCommand
  /** Undefined: the issue is made by it. */
  from: IssueState | undefined
  to: IssueState
}

const steps: Step[] = (Object.keys(issueTransitions) as IssueCommand[]).flatMap((command) =>
  Object.entries(issueTransitions[command]).map(([from, to]) => ({
    command,
    from: issueStates.find((state) => state === from),
    to,
  })),
)

const chineseOf = (command: IssueCommand): string =>
  words.command.issue[command.slice('issue.'.length) as keyof typeof words.command.issue]

/** `office`, or `cadre (own, paired)` where not every row of the tenant is meant. */
const whoMay = (command: IssueCommand): string =>
  Object.entries<readonly string[]>(accessTable[command])
    .map(([role, relations]) => (relations.includes('any') ? role : `${role} (${relations.join(', ')})`))
    .join(', ')

export function issueStatesPage(): string {
  const reached = issueStates.filter((state) => steps.some(({ from, to }) => from === state || to === state))
  const later = issueStates.filter((state) => !reached.includes(state))
  const arrows = steps.map(
    ({ command, from, to }) => `  ${from ?? '[*]'} --> ${to}: ${command} ${chineseOf(command)}`,
  )
  const names = reached.map((state) => `  ${state}: ${state} ${words.issueState[state]}`)
  const rows = steps.map(
    ({ command, from, to }) =>
      `| ${from ?? '(new)'} | \`${command}\` ${chineseOf(command)} | ${to} | ${whoMay(command)} |`,
  )
  return `# States of an issue 问题

Made from \`src/domain/issue/transitions.ts\` and \`src/domain/access/may.ts\` by \`tests/support/diagram.ts\`; change those, not this page.

\`\`\`mermaid
stateDiagram-v2
${[...names, ...arrows].join('\n')}
\`\`\`

| from | command | to | who |
|---|---|---|---|
${rows.join('\n')}

\`own\`: registered by that person. \`paired\`: that person has an open pairing with the village or the household. An issue that is solved on the spot (当场解决) is registered and solved by two commands saved together.

Named but not reached by any command yet: ${later.map((state) => `\`${state}\` ${words.issueState[state]}`).join(', ') || 'none'}.
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(issueStatesFile, issueStatesPage())
