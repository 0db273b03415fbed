/** One step of the schema, forward only. A released step is never edited: a change is a new one. */
export interface Migration {
  /** 1, 2, 3 …: the schema version after it. */
  number: number
  name: string
  statements: (words: DdlWords) => string[]
}

/** The few words that the two engines spell differently. */
export interface DdlWords {
  text: string
  big: string
  small: string
  bytes: string
  /** Table options. Narrow: rows of a few short columns, kept inside the key's own tree where the engine can. */
  narrow: string
  wide: string
  /** A text within JSON text. */
  fieldOf: (column: string, field: string) => string
  /** The items of a list within JSON text, as a relation (key from 0, value) beside the row that holds it. */
  itemsOf: (column: string, field: string) => string
}

export const sqliteWords: DdlWords = {
  text: 'text',
  big: 'integer',
  small: 'integer',
  bytes: 'blob',
  narrow: 'strict, without rowid',
  // With large rows inside the key's tree every look-up would drag their text along.
  wide: 'strict',
  fieldOf: (column, field) => `json_extract(${column}, '$.${field}')`,
  itemsOf: (column, field) => `json_each(${column}, '$.${field}')`,
}

export const postgresWords: DdlWords = {
  // Byte order as in SQLite: both engines sort alike, and indexes outlive an upgrade of the system's collations.
  text: 'text collate "C"',
  big: 'bigint',
  small: 'smallint',
  bytes: 'bytea',
  narrow: '',
  wide: '',
  fieldOf: (column, field) => `${column}::jsonb ->> '${field}'`,
  itemsOf: (column, field) =>
    `lateral (select ordinality - 1 as key, value
      from jsonb_array_elements_text(${column}::jsonb -> '${field}') with ordinality)`,
}
