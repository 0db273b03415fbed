import { uuidV7 } from '../../domain/ids'

/** A UUIDv7 for something a form is about to make: the visit and its issues are named before they are saved. */
export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
