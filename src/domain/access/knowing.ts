import type { Pairing } from '../zone/rows'

/**
 * Whether a pairing of this kind looks after households and knows them whole. 联系 and 结对 do; 领导包保 needs the
 * village and whom to call, not who is ill. The access table and the scopes both go by this.
 */
export const knowsHouseholds = ({ kind }: Pick<Pairing, 'kind'>): boolean => kind !== 'leader'
