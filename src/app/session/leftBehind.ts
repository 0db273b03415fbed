import type { Client } from '../client/engine/client'

/** What would be lost if the data of this person were deleted from the phone now. */
export interface LeftBehind {
  /** Saved here and not with the server. */
  unsent: number
  drafts: number
  /** Refused by the server and not yet dealt with: what was typed stands only here. */
  refused: number
  isNothing: boolean
}

export async function leftBehind(client: Pick<Client, 'status' | 'drafts'>): Promise<LeftBehind> {
  const { waiting, refused } = client.status()
  const drafts = (await client.drafts()).length
  return { unsent: waiting, drafts, refused, isNothing: waiting === 0 && drafts === 0 && refused === 0 }
}
