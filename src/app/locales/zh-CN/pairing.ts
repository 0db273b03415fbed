/** 结对、包保、联系: who looks after a village or a single household. */
export const pairing = {
  kind: '结对类型',
  rhythm: '多久走访一次',
  since: '从{date}起',
  noRhythm: '不定期走访',
  everyDays: '每 {count} 天走访一次',
  end: '不再联系',
  ofSubject: '单独结对',
  ofSubjectWhy: '联系本村的干部都能走访；要专人联系这一户（家）时，在这里指定。',
  choosePerson: '谁来联系',
  searchPerson: '找人：姓名或单位',
  noPerson: '没有找到这样的走访干部',
  add: '指定联系人',
  added: '{name} 已联系这一户（家）',
  ended: '{name} 不再单独联系这一户（家）',
  careShown: '“干部联系”“结对帮扶”的人能看到家庭成员和特殊群体情况。',
} as const
