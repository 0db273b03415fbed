/** What a column of a register can mean. Apart from the dictionary of headings, which no phone needs. */
export const registerFields = [
  /** 村（社区）. */
  'village',
  /** 组、湾、小区. */
  'group',
  /** 村组 in one cell: 新春村一组. */
  'place',
  /** 户主姓名. */
  'headName',
  /** 姓名: of the head or of a member, as the relation beside it says. */
  'memberName',
  /** 与户主关系. */
  'relation',
  /** 户号: tells households apart within the file; not kept. */
  'householdNo',
  /** 出生日期: the year is kept. */
  'birth',
  'phone',
  'contactName',
  'address',
  'notes',
  'tag',
  /** 身份证号: dropped, with a notice (docs/domain.md §5). */
  'identityNumber',
  /** Account numbers, health, benefits: not taken from a register, whoever wrote it there. */
  'sensitive',
  'ignore',
] as const
export type RegisterField = (typeof registerFields)[number]

/** Fields that two columns may fill together; of the others the first column counts. */
export const severalColumns: ReadonlySet<RegisterField> = new Set<RegisterField>([
  'phone',
  'address',
  'notes',
  'tag',
  'identityNumber',
  'sensitive',
  'ignore',
])

/** What a person may choose for a column. What is never kept stays so. */
export const choosableFields = registerFields.filter(
  (field) => field !== 'identityNumber' && field !== 'sensitive',
)
export const isNeverKept = (field: RegisterField): boolean =>
  field === 'identityNumber' || field === 'sensitive'
