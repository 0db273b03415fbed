/** Invented residents: names that follow from an id, and texts that tell who it is about, as people write them. */
import { hash53 } from '../../src/domain/hash'

const surnames = '田关谷岳柏苗荆池祝庞翁闵鲍温尹郝'
const given = '禾远岚朗越槐葵砚峤芸舟霁榕蔚泓珊桐瑾昀鹤菱芃翊澜晖舫茗笙峪苓骞棣琮璟蘅茜霖钧铎璇'

/** Not one letter of it means anything else. */
export function nameOf(id: string): string {
  let rest = hash53(`name.${id}`)
  const from = (letters: string): string => {
    const letter = letters[rest % letters.length] ?? ''
    rest = Math.floor(rest / letters.length)
    return letter
  }
  return from(surnames) + from(given) + from(given)
}

export const phone = '13900001234'
export const careGroup = '独居老人'

/** All that must not be posted, in one breath. */
export const tellsOf = (subjectId: string | null): string =>
  `${subjectId === null ? '' : nameOf(subjectId)}家（${careGroup}，电话${phone}，一组幸福路88号）`
