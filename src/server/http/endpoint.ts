import type { Infer, Schema } from '../../domain/schema'
import type { Answer } from '../auth/answer'
import type { Identity } from '../sync/service'
import type { EdgePorts } from './ports'

/** Who may call: anyone, or a device with a valid token. What a device may see is decided behind the edge, by rows. */
export type Who = 'anyone' | 'device'

export interface Call<I, W extends Who> {
  input: I
  identity: W extends 'device' ? Identity : undefined
  /** When the token ends, server clock, ms; 0 for anyone. */
  tokenExpiresMs: number
  /** For counting, never for deciding who someone is. */
  address: string
}

export type ByteStream = ReadableStream<Uint8Array>
export interface StreamAnswer {
  contentType: 'application/octet-stream' | 'text/event-stream' | 'application/x-ndjson'
}
/** Bytes that may come packed already: for whoever takes them so they are not packed again. */
export interface PackedAnswer {
  contentType: 'text/plain; charset=utf-8'
  maybePacked: true
}
export interface MaybePacked {
  bytes: Uint8Array
  packing: 'br' | undefined
}
/** A body of bytes that are no JSON, sent as `application/octet-stream`, not packed. */
export interface BytesBody {
  maxBytes: number
}
type AnyInput = Schema | BytesBody | null
export type AnyOutput = Schema | StreamAnswer | PackedAnswer
type Input<S extends AnyInput> = S extends Schema ? Infer<S> : S extends BytesBody ? Uint8Array : null
type Output<S extends AnyOutput> = S extends Schema
  ? Infer<S>
  : S extends PackedAnswer
    ? MaybePacked
    : ByteStream

/** An endpoint is a declaration; `mount.ts` does everything that all of them have in common. */
export interface Endpoint<
  W extends Who = Who,
  I extends AnyInput = AnyInput,
  O extends AnyOutput = AnyOutput,
> {
  method: 'GET' | 'POST'
  path: `/api/${string}`
  who: W
  /** Of the body; null: there is none. */
  input: I
  output: O
  /** Of an answer that is no refusal; 200 when left out. */
  statusOf?: (value: Output<O>) => 200 | 503
  handle(call: Call<Input<I>, W>, ports: EdgePorts): Promise<Answer<Output<O>>>
}

/** The common shape in which the router keeps endpoints of different types. */
export type AnyEndpoint = Omit<Endpoint, 'handle' | 'statusOf'> & {
  statusOf?: (value: never) => 200 | 503
  handle(call: Call<never, never>, ports: EdgePorts): Promise<Answer<unknown>>
}

export const defineEndpoint = <W extends Who, I extends AnyInput, O extends AnyOutput>(
  endpoint: Endpoint<W, I, O>,
): AnyEndpoint => endpoint

export const isPacked = (output: AnyOutput): output is PackedAnswer => 'maybePacked' in output
export const isStream = (output: AnyOutput): output is StreamAnswer =>
  'contentType' in output && !isPacked(output)
export const isBytes = (input: Schema | BytesBody): input is BytesBody => 'maxBytes' in input
