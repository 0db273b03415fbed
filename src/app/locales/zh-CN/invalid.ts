/** What is wrong with one field, one clause per code of domain/schema.ts. */
export const invalid = {
  wrongType: '内容格式不对',
  missing: '没有填写',
  unknownField: '有这里不该有的内容',
  tooLong: '字数太多，最多 {max} 字',
  empty: '不能为空',
  badCharacter: '有无法保存的特殊字符，请删去',
  badId: '编号格式不对',
  badDate: '日期不对，请重新选择',
  badTime: '时间不对，请重新选择',
  badNumber: '请填写整数',
  outOfRange: '应在 {min} 到 {max} 之间',
  unknownChoice: '选项不在可选范围内，请重新选择',
  tooMany: '数量太多，最多 {max} 个',
  tooFew: '数量太少，至少 {min} 个',
  duplicateItem: '有重复的内容',
  identityNumber: '有身份证号码；本系统不收集，请删去',
} as const
