/** The shape of the Chinese messages with any text in the leaves: what a translation has to fill, key by key. */
export type Translated<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translated<Messages[Key]>
}

/** Every leaf of a message tree as a dotted path, `'ui.close'`. */
export type MessagePath<Messages> = {
  [Key in keyof Messages & string]: Messages[Key] extends string
    ? Key
    : `${Key}.${MessagePath<Messages[Key]>}`
}[keyof Messages & string]
