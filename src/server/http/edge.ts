import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Identity } from '../sync/service'

/** What the router carries along with a request. */
export interface Edge {
  /** Absent when the app is called without a socket. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse }
  Variables: {
    /** The path as declared, for the log: a real path could carry anything. */
    template: string
    identity: Identity | undefined
  }
}
