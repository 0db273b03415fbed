/**
 * What a person has set up for themself on this device (saved filters, chosen columns, today's route) lies sealed beside the drafts,
 * since a filter may name a resident. It is no work: it is neither listed nor counted as something left unfinished.
 */
const prefix = 'setting.'

export const settingForm = <N extends string>(name: N): `setting.${N}` => `${prefix}${name}`
export const isSetting = ({ form }: { form: string }): boolean => form.startsWith(prefix)
