/**
 * Every way in which a whole request is refused, with its HTTP status: the one table at the edge. A sentence for each
 * stands in every locale under `problem.*`. A refused request changes nothing on either side.
 */
export const problems = {
  /** The body is not JSON, or not this message; path names the place. */
  malformed: 400,
  /** The body says it is compressed in a way it is not, or ends too early. */
  badEncoding: 400,
  /** Not signed in, token expired or forged: sign the challenge and try again. */
  notSignedIn: 401,
  /** Name or password are wrong; unknown names answer alike, in the same time. */
  wrongCredentials: 401,
  /** The device key does not fit the device. */
  wrongProof: 401,
  /** The account is switched off. */
  personInactive: 403,
  /** Sent by a page of another site. */
  foreignOrigin: 403,
  notFound: 404,
  methodNotAllowed: 405,
  /** The request did not arrive whole in time; the same one may be sent again. */
  tooSlow: 408,
  tooLarge: 413,
  wrongContentType: 415,
  /** Too many tries or requests; retryAfterS tells when. */
  tooMany: 429,
  /** The server's disk is nearly full: nothing is taken until it has room, pulling goes on. */
  storageFull: 507,
  /** The server is stopping or not ready yet. */
  unavailable: 503,
} as const
export type ProblemCode = keyof typeof problems
