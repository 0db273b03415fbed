import { must, reject, related, type Decision, type Read, type Rows } from '../command/define'
import type { CategoryId } from '../ids'
import { isActiveCategory } from '../zone/rows'

/** Reads needed to judge a category: itself, and what stands below it. */
export const categoryReads = (categoryId: CategoryId | undefined): Read[] =>
  categoryId === undefined ? [] : [must('category', categoryId), related('category.parentId', categoryId)]

/** Refuses a category that is none, and a heading of the first level: what stands below it is what an issue carries. */
export function refuseCategory(rows: Rows, categoryId: CategoryId | undefined): Decision | undefined {
  if (categoryId === undefined) return undefined
  const isLeaf =
    rows.get('category', categoryId) !== undefined &&
    !rows.related('category.parentId', categoryId).some(({ data }) => isActiveCategory(data))
  return isLeaf ? undefined : reject('unknownCategory', { categoryId })
}
