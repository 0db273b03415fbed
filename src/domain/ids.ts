/** Branded ids: an `IssueId` is not a `VisitId`, though both are strings on the wire and in the store. */
declare const brand: unique symbol
type Id<B extends string> = string & { readonly [brand]?: B }

/** 园区/开发区: the official township code, e.g. `421303499`. */
export type TenantId = Id<'tenant'>
export type PersonId = Id<'person'>
export type DeviceId = Id<'device'>
export type CommandId = Id<'command'>
export type CampaignId = Id<'campaign'>
export type CategoryId = Id<'category'>
export type UnitId = Id<'unit'>
/** 区域: official division codes for zone and village, village code + group number for a group. */
export type AreaId = Id<'area'>
export type PairingId = Id<'pairing'>
export type SubjectId = Id<'subject'>
export type MemberId = Id<'member'>
export type VisitId = Id<'visit'>
export type IssueId = Id<'issue'>
export type TaskId = Id<'task'>
export type EditionId = Id<'edition'>
export type NoticeId = Id<'notice'>
export type DrawId = Id<'draw'>

/** Port: makes UUIDv7 (RFC 9562). Devices make ids for everything they create; the server makes none for rows. */
export interface IdSource {
  next(): string
}

/**
 * UUIDv7 from a time and 10 random bytes. Kept pure, so that the browser, the server and the simulator share it.
 * The time part only sorts ids for people's convenience; nothing orders by it, since phone clocks lie.
 */
export function uuidV7(unixMs: number, random: Uint8Array): string {
  const time = Math.min(Math.max(0, Math.floor(unixMs)), 0xffff_ffff_ffff)
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
  const byte = (index: number) => random[index] ?? 0
  const timeHex = hex(time, 12)
  const a = hex(0x7000 | ((byte(0) & 0x0f) << 8) | byte(1), 4)
  const b = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4)
  const c = [4, 5, 6, 7, 8, 9].map((index) => hex(byte(index), 2)).join('')
  return `${timeHex.slice(0, 8)}-${timeHex.slice(8)}-${a}-${b}-${c}`
}
