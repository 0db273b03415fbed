import { may } from '../access/may'
import { accept, defineCommand, must, patch, reject } from '../command/define'
import { boolean, object, uuid } from '../schema'

/** 停用/启用账号: a person without access keeps what was written; late work goes to quarantine. */
export const personSetActive = defineCommand('person.setActive@1', {
  args: object({ personId: uuid, active: boolean }),
  reads: ({ personId }) => [must('person', personId)],
  decide({ args, actor, rows }) {
    const person = rows.get('person', args.personId)
    if (!person || !may(actor, 'person.setActive', {})) return reject('notPermitted')
    if (person.data.active === args.active) return reject('nothingToChange')
    return accept([patch('person', person.id, { active: args.active })])
  },
})
