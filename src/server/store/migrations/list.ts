import { initial } from './0001_initial'
import { blockPacks } from './0002_block_packs'
import { devicePerson } from './0003_device_person'
import { referenceLists } from './0004_reference_lists'
import { taskUnits } from './0005_task_units'
import { villageNames } from './0006_village_names'
import { issueCategories } from './0007_issue_categories'
import type { Migration } from './migration'

/** All steps in order; the last one's number is the schema version of this program. */
export const migrations: readonly Migration[] = [
  initial,
  blockPacks,
  devicePerson,
  referenceLists,
  taskUnits,
  villageNames,
  issueCategories,
]

export const newestSchema: number = migrations.at(-1)?.number ?? 0
