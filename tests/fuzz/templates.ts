/**
 * One good command of every kind, against a small zone in which each of them would be applied. What is spoiled is then
 * the only reason for a refusal.
 */
import type { CommandName } from '../../src/domain/command/registry'
import { listTemplates } from './templates/lists'
import { loopTemplates } from './templates/loop'
import { recordTemplates } from './templates/records'
import { settingsTemplates } from './templates/settings'
import type { Template } from './templates/template'
import { workTemplates } from './templates/work'

export const makeTemplates = (newId: () => string): Template[] => [
  ...recordTemplates(newId),
  ...loopTemplates(newId),
  ...listTemplates(newId),
  ...workTemplates(newId),
  ...settingsTemplates(newId),
]

/** Given by the server alone: from a device it is always refused. */
export const serverOnly: CommandName = 'zone.install'
