/** Tags of enterprises and units as `enterprises.ts` and `organizations.ts` give them, grouped by who has the same troubles. */
export const committees = ['村级组织', '社区组织']
export const shops = ['个体工商户']
export const mushrooms = ['食用菌', '合作社']
export const trucks = ['专用汽车']
export const metalwork = ['专用汽车', '汽车零部件', '铸造', '机械']
export const factories = [...metalwork, '食用菌', '电子', '农产品加工', '纺织', '包装印刷', '建材']
