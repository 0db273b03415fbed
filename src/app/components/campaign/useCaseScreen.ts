import { makeScreen, type Screened } from '../../../domain/deidentify/screen'
import type { MaskKind } from '../../../domain/notice/rows'
import { useClient } from '../../composables/useClient'

export interface ScreenedCase {
  title: string
  text: string
  masks: { kind: MaskKind; count: number }[]
}

/**
 * What must not be read by the whole zone, taken out of a case: by what a number looks like, and by the residents whom
 * this device knows. Colleagues' names stay: a case may say who did the work.
 */
export function useCaseScreen(): (written: { title: string; text: string }) => ScreenedCase {
  const { client } = useClient()
  return function screened({ title, text }) {
    const people: string[] = []
    const enterprises: string[] = []
    for (const { data } of client.rows('subject'))
      if (data.kind === 'household') people.push(data.name)
      else if (data.kind === 'enterprise') enterprises.push(data.name)
    for (const { data } of client.rows('subjectContact')) people.push(data.contactName)
    for (const { data } of client.rows('subjectMember')) people.push(data.name)
    const careGroups = [...client.rows('campaign')].flatMap(({ data }) =>
      data.careGroups.map(({ name }) => name),
    )
    const screen = makeScreen({ people, enterprises, careGroups })
    const [head, body] = [screen(title), screen(text)]
    return { title: head.text, text: body.text, masks: together(head, body) }
  }
}

function together(...parts: readonly Screened[]): { kind: MaskKind; count: number }[] {
  const counts = new Map<MaskKind, number>()
  for (const { masks } of parts)
    for (const { kind, count } of masks) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}
