/** An own command that stands for itself in a list: first what it is about, then what was done. */
import type { RouteLocationRaw } from 'vue-router'
import { commandDefinitions, type CommandName } from '../../../domain/command/registry'
import type { OwnCommand } from '../../client/engine/state'
import type { Translate } from '../../i18n'
import type { IconName } from '../ui/icons'
import { aboutTitled } from './aboutTitled'
import { attentionLink, isRefused } from './ownCommand'
import type { RecordText, RecordTextTools } from './recordText'

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandDefinitions, name)

/** The deed in words; a name of another build as it stands. */
export const deedOf = (name: string, t: Translate): string =>
  isCommandName(name) ? t(`domain.command.${name}`) : name

export function changeText(command: OwnCommand, tools: RecordTextTools): RecordText {
  const { name, args } = command.envelope
  const deed = deedOf(name, tools.t)
  const about = readArgs(args)
  const { title, icon, to, issueId } = aboutTitled(about, tools) ?? aboutOf(about, tools)
  return {
    title: title ?? deed,
    meta: title === undefined ? [] : [deed],
    icon: iconOf[name] ?? icon,
    ...(isRefused(command) ? { to: attentionLink(command) } : { to, issueId }),
  }
}

/** What a step on an issue looks like; everything else looks like what it is about. */
const iconOf: Readonly<Record<string, IconName | undefined>> = {
  'issue.accept': 'check',
  'issue.sendBack': 'returned',
  'issue.decline': 'refused',
  'issue.assign': 'send',
  'issue.strikeOff': 'checkCircle',
  'issue.resubmit': 'send',
}

export interface About {
  title?: string | undefined
  icon: IconName
  to?: RouteLocationRaw | undefined
  issueId?: string | undefined
}

/** Commands name what they are about alike (`issueId`, `subjectId` …), so that those to come are told apart as well. */
function aboutOf(args: Args, { names, row, issuePage }: RecordTextTools): About {
  const task = args.id('taskId') === undefined ? undefined : row('task', args.id('taskId') ?? '')?.data
  const urge = args.id('urgeId') === undefined ? undefined : row('urge', args.id('urgeId') ?? '')?.data
  const issueId =
    args.id('issueId') ?? args.id('masterId') ?? args.first('issueIds') ?? urge?.issueId ?? task?.issueIds[0]
  if (issueId !== undefined) {
    const title = row('issue', issueId)?.data.title ?? task?.title ?? args.id('title')
    const to = issuePage?.(issueId)
    return { title, icon: 'inbox', ...(to ? { to } : { issueId }) }
  }
  const subjectId = args.id('subjectId') ?? args.first('listed') ?? args.first('unlisted')
  const areaId = args.id('areaId')
  if (args.id('personId') !== undefined) {
    const about = subjectId === undefined ? areaId && names.area(areaId) : names.subject(subjectId)
    const person = args.id('name') ?? names.person(args.id('personId') ?? '')
    return { title: [person, about].filter(Boolean).join(' '), icon: 'user' }
  }
  if (subjectId !== undefined)
    return { title: args.id('name') ?? names.subject(subjectId), icon: 'edit', to: `/subjects/${subjectId}` }
  const visitId = args.id('visitId')
  if (visitId !== undefined) {
    const visit = row('visit', visitId)?.data
    const title = visit && (visit.subjectId ? names.subject(visit.subjectId) : names.area(visit.areaId))
    return { title, icon: 'edit', to: `/visits/${visitId}` }
  }
  const pairing = args.id('pairingId') === undefined ? undefined : row('pairing', args.id('pairingId') ?? '')
  if (pairing) return { title: names.person(pairing.data.personId), icon: 'user' }
  if (areaId !== undefined) return { title: args.id('name') ?? names.area(areaId), icon: 'place' }
  const [unitId, categoryId] = [args.id('unitId'), args.id('categoryId')]
  const setting = unitId ? names.unit(unitId) : categoryId && names.category(categoryId)
  return { title: args.id('name') ?? setting, icon: 'edit' }
}

export interface Args {
  /** An id, or any other word. */
  id: (field: string) => string | undefined
  /** The first of several ids. */
  first: (field: string) => string | undefined
}

/** 结对 keeps what it is about one level deeper. */
function readArgs(args: unknown): Args {
  const outer = asObject(args)
  const given = { ...asObject(outer['pairing']), ...outer }
  const wordOf = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined
  return {
    id: (field) => wordOf(given[field]),
    first(field) {
      const list = given[field]
      return Array.isArray(list) ? wordOf(list[0]) : undefined
    },
  }
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
