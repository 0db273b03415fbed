/** What the command line says of files and rows, Chinese and English; the page has its own in the locales. */
import type { RegisterField } from '../../domain/register/fields'
import type { RowProblemCode } from '../../domain/register/household'
import type { FieldDifference } from '../../domain/register/plan'
import type { FileProblemCode } from '../../sync/registerImport'

type Sentence = readonly [zh: string, en: string]

export const fileSentences: Record<FileProblemCode, Sentence> = {
  notASpreadsheet: ['这不是 .xlsx 或 .csv 表格。', 'This is neither an .xlsx nor a .csv.'],
  oldExcel: [
    '这是旧格式（.xls）：请用 Excel 或 WPS 打开，“另存为”选“Excel 工作簿（*.xlsx）”，再导入另存的文件。',
    'This is the old format (.xls): open it in Excel or WPS, save it as .xlsx, and import that.',
  ],
  encrypted: [
    '文件有打开密码：请先在 Excel 或 WPS 里取消密码，保存后再导入。',
    'The file has a password: take it off in Excel or WPS, save, and import it again.',
  ],
  broken: [
    '文件已损坏或没有传完整：请用 Excel 或 WPS 打开，另存一份再导入。',
    'The file is damaged or incomplete: open it in Excel or WPS, save a copy, and import that.',
  ],
  tooLarge: [
    '表格太大：最多 20 MB、6 万行、200 列。请分成几个文件导入，或删去没有用的工作表。',
    'Too large: at most 20 MB, 60,000 rows, 200 columns. Split it, or delete sheets that are not needed.',
  ],
  hostile: [
    '文件内容不正常，可能被人做过手脚，没有读取。',
    'The file is made in a way that no spreadsheet program makes it; it was not read.',
  ],
  empty: ['文件里没有内容。', 'There is nothing in the file.'],
  tooSlow: [
    '读取时间过长，已停止。请分成几个文件导入。',
    'Reading took too long and was stopped. Split the file.',
  ],
}

export const rowSentences: Record<RowProblemCode, Sentence> = {
  nameMissing: ['没有姓名', 'no name'],
  badName: ['姓名不像姓名', 'that is no name'],
  villageMissing: ['不知道是哪个村', 'no village'],
  villageUnknown: ['园区里没有这个村', 'no such village in this zone'],
  memberWithoutHead: ['上面没有户主', 'no head above this member'],
  relationMissing: ['没写与户主关系', 'no relation to the head'],
  tooManyMembers: ['成员超过 30 人', 'more than 30 members'],
  tooLong: ['文字太长，这一格没有导入', 'too long, this cell is left out'],
  duplicateInFile: ['与表中另一行是同一户', 'the same household stands in the file already'],
  ambiguous: ['底册里有几户同名，分不清是哪一户', 'several households of that name fit'],
  groupUnknown: ['村里没有这个组，已写进地址', 'no such group in the village, kept in the address'],
  badPhone: ['不是电话号码，这一格没有导入', 'no telephone number, this cell is left out'],
  badBirth: ['看不出是哪一年，这一格没有导入', 'no date, this cell is left out'],
  byNameOnly: [
    '电话和地址都和底册不同，只凭姓名认作同一户，请核对',
    'number and address both differ, taken as the same by name alone: please check',
  ],
  sameName: ['村里有同名的户，按不同的户处理', 'a namesake lives in the village, taken as another household'],
}

export const fieldNames: Record<RegisterField, string> = {
  village: '村（社区）',
  group: '组',
  place: '村组',
  headName: '户主姓名',
  memberName: '姓名',
  relation: '与户主关系',
  householdNo: '户号',
  birth: '出生日期',
  phone: '电话',
  contactName: '联系人',
  address: '地址',
  notes: '备注',
  tag: '标签',
  identityNumber: '身份证号（不导入）',
  sensitive: '敏感信息（不导入）',
  ignore: '不导入',
}

export const differenceNames: Record<FieldDifference['field'], string> = {
  name: '户主',
  groupId: '组',
  address: '地址',
  phone: '电话',
  contactName: '联系人',
  notes: '备注',
  tags: '标签',
}
