/**
 * The history's hash chain. It covers a salted hash of each payload, not the payload: a person's data can be erased by
 * law (payload and salt go) while the chain stays whole (docs/architecture.md).
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../sync/canonical'
import type { LoggedCommand } from '../store/port'

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const payloadHash = (salt: string, payload: string): string => sha256Hex(`${salt}\n${payload}`)

/** Start of the chain of a new history. */
export const chainStart = (epoch: string): string => sha256Hex(`minqing-chain-1\n${epoch}`)

/** The link of one judged command onto the chain. */
export function chainLink(previous: string, command: Omit<LoggedCommand, 'chainHash' | 'heldFor'>): string {
  const { commandId, deviceId, deviceSeq, name, nameVersion, actorId, occurredAt, receivedAt } = command
  return sha256Hex(
    canonicalJson({
      previous,
      commandId,
      deviceId,
      deviceSeq,
      name,
      nameVersion,
      actorId,
      occurredAt,
      receivedAt,
      result: command.result,
      outcome: sha256Hex(command.outcome),
      version: command.version,
      payloadHash: command.payloadHash,
    }),
  )
}
