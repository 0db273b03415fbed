/**
 * Why a store cannot be opened. The start command prints `message` as its one sentence and ends with a non-zero exit,
 * so each message says what is wrong with which thing, and never holds a password.
 */
export abstract class StoreOpenError extends Error {
  abstract readonly code: 'storeInUse' | 'foreignStore' | 'corruptStore' | 'newerStore' | 'storeUnavailable'

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}

/** Another process holds the file. */
export class StoreInUse extends StoreOpenError {
  readonly code = 'storeInUse'
  constructor(readonly file: string) {
    super(`The database ${file} is in use by another server.`)
  }
}

/** The file or database belongs to another program; nothing in it was touched. */
export class ForeignStore extends StoreOpenError {
  readonly code = 'foreignStore'
  constructor(what: string, options?: { cause?: unknown }) {
    super(`${what} belongs to another program or is no database; it was left as it is.`, options)
  }
}

/** Our file, but damaged: it has to be restored from a backup. */
export class CorruptStore extends StoreOpenError {
  readonly code = 'corruptStore'
  constructor(file: string, options?: { cause?: unknown }) {
    super(`The database ${file} is damaged; restore it from a backup.`, options)
  }
}

/** Written by a later version of this program; migrations only go forward. */
export class NewerStore extends StoreOpenError {
  readonly code = 'newerStore'
  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`The database has schema ${found}, this program knows ${known} at most; install the newer version.`)
  }
}

/** Cannot be reached, written or used; the message says why. */
export class StoreUnavailable extends StoreOpenError {
  readonly code = 'storeUnavailable'
}
