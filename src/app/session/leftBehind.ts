import type { Client } from '../client/engine/client'
import { refusedStrokes } from '../components/record/refusedStrokes'
import { isSetting } from './settingForms'

/** What would be lost if the data of this person were deleted from the phone now. */
export interface LeftBehind {
  /** Saved here and not with the server. */
  unsent: number
  drafts: number
  /** Records refused by the server and not yet dealt with, as 需处理 counts them: what was typed stands only here. */
  refused: number
  isNothing: boolean
}

export async function leftBehind(
  client: Pick<Client, 'status' | 'commands' | 'drafts'>,
): Promise<LeftBehind> {
  const { waiting } = client.status()
  const refused = refusedStrokes(client.commands()).length
  const drafts = (await client.drafts()).filter((draft) => !isSetting(draft)).length
  return { unsent: waiting, drafts, refused, isNothing: waiting === 0 && drafts === 0 && refused === 0 }
}
