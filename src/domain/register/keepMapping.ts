import { may } from '../access/may'
import { accept, defineCommand, fresh, put, reject } from '../command/define'
import { choice, list, object, text } from '../schema'
import { registerFields } from './fields'

/** 记住对应关系: the meaning of the columns under these headings, for the next file that has them. */
export const registerKeepMapping = defineCommand('register.keepMapping@1', {
  args: object({
    signature: text({ max: 16, min: 1 }),
    columns: list(choice(registerFields), { max: 256, min: 1 }),
  }),
  reads: ({ signature }) => [fresh('registerMapping', signature)],
  decide({ args, actor, rows }) {
    if (!may(actor, 'register.keepMapping', {})) return reject('notPermitted')
    if (!/^[0-9a-f]{16}$/.test(args.signature))
      return reject('invalidArgs', { path: 'signature', issue: 'badId' })
    const before = rows.get('registerMapping', args.signature)?.data.columns
    if (before && before.join() === args.columns.join()) return reject('nothingToChange')
    return accept([put('registerMapping', args.signature, { columns: args.columns })])
  },
})
