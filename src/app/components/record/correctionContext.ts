import type { KindOfRelation, Relation, Row, RowKind } from '../../../domain/rows'

/** What turning a refused stroke back into a form needs to know. */
export interface CorrectionContext {
  me: string
  row: <K extends RowKind>(kind: K, id: string) => Row<K> | undefined
  related: <R extends Relation>(relation: R, target: string) => readonly Row<KindOfRelation<R>>[]
}
