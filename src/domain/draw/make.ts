import { may } from '../access/may'
import { accept, defineCommand, fresh, put, reject } from '../command/define'
import { calendarDate, integer, object, uuid } from '../schema'
import { refuseFutureDates } from '../time/check'
import { drawSizes } from './rows'

/**
 * 抽取: who is drawn comes from the server with its answer, from its own rows and its own seed; what is asked for is
 * kept, however often. Rejections: endBeforeStart, dateInFuture.
 */
export const drawMake = defineCommand('draw.make@1', {
  args: object({
    drawId: uuid,
    from: calendarDate,
    to: calendarDate,
    size: integer({ min: 1, max: drawSizes.max }),
  }),
  reads: ({ drawId }) => [fresh('draw', drawId)],
  decide({ args, actor, rows, at }) {
    const { drawId, from, to, size } = args
    if (!may(actor, 'draw.make', {})) return reject('notPermitted')
    if (rows.get('draw', drawId)) return reject('alreadyExists')
    if (to < from) return reject('endBeforeStart', { field: 'to' })
    const refused = refuseFutureDates({ to }, at)
    if (refused) return refused
    const { personId } = actor
    return accept(
      [
        put('draw', drawId, {
          from,
          to,
          size,
          drawnBy: personId,
          number: null,
          seed: null,
          pool: null,
          items: [],
          ...at,
        }),
        put('drawContact', drawId, { drawId, personId, parties: [] }),
      ],
      [{ add: 'drawSample', drawId }],
    )
  },
})
