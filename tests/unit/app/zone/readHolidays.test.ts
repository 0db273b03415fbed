import { expect, test } from 'vitest'
import { readHolidays } from '../../../../src/app/components/zone/readHolidays'
import { refuseYear } from '../../../../src/domain/settings/calendar'
import { officialYears } from '../../../../src/domain/time/workingDays'

/** In the form of the yearly announcement. */
const announced = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`

test('the announcement of a year, pasted, is the calendar that is built in for it', () => {
  const read = readHolidays(announced, 2026)
  const official = officialYears.find(({ year }) => year === 2026)
  expect(read.holidays.map(({ from, to }) => [from, to])).toEqual(official?.holidays)
  expect([...read.makeUpDays].sort()).toEqual(official?.makeUpDays)
  expect(read.holidays.map(({ name }) => name).slice(0, 3)).toEqual(['元旦', '春节', '清明节'])
  expect(refuseYear({ year: 2026, ...read })).toBeUndefined()
})
test('a single day and two holidays that meet are understood', () => {
  const read = readHolidays(
    '元旦：1月1日（周三）放假1天，不调休。国庆节、中秋节：10月1日至8日放假调休。9月28日上班。',
    2025,
  )
  expect(read).toEqual({
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
    ],
    makeUpDays: ['2025-09-28'],
  })
})
test('of another text nothing is understood', () => {
  expect(readHolidays('今天天气很好，10月1日去爬山。', 2027)).toEqual({ holidays: [], makeUpDays: [] })
})
