/** One township, street or development zone (乡镇、街道、开发区): 9-digit code. */
interface Township {
  readonly code: string
  readonly name: string
  readonly countyCode: string
  readonly county: string
  readonly villages: readonly Village[]
}

/** One village or community committee (村委会、居委会): 12-digit code. */
export interface Village {
  readonly code: string
  /** As published, with 村委会 or 居委会 at its end. */
  readonly officialName: string
  /** As people say it: 新春村, 星光社区. */
  readonly name: string
  readonly kind: 'village' | 'community'
  readonly townshipCode: string
}

export interface Divisions {
  readonly townships: readonly Township[]
  readonly villages: readonly Village[]
}

const header = 'code,name,township_code,township,county_code,county'

/**
 * Reads the text of `data/suizhou-divisions.csv`. The file quotes nothing, so a line is split at
 * commas and nowhere else; CRLF, LF, a byte order mark and blank lines are tolerated.
 * @throws Error naming the line that does not fit: a half-read list of places must not become areas.
 */
export function parseDivisions(text: string): Divisions {
  const [first, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (first?.trim() !== header) throw new Error(`divisions: the first line must be "${header}"`)

  const townships = new Map<string, Township & { villages: Village[] }>()
  const villages: Village[] = []
  const seen = new Set<string>()
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    const fields = line.split(',').map((field) => field.trim())
    const [code = '', officialName = '', townshipCode = '', township = '', countyCode = '', county = ''] =
      fields
    const wellFormed =
      fields.length === 6 &&
      fields.every((field) => field !== '') &&
      /^\d{12}$/.test(code) &&
      code.startsWith(townshipCode) &&
      townshipCode.length === 9 &&
      townshipCode.startsWith(countyCode) &&
      countyCode.length === 6
    // Line numbers as an editor shows them: the header is line 1.
    if (!wellFormed) throw new Error(`divisions: line ${index + 2} is not a village row: ${line}`)
    if (seen.has(code)) throw new Error(`divisions: line ${index + 2} repeats the code ${code}`)
    seen.add(code)

    const village: Village = { code, officialName, ...spokenName(officialName), townshipCode }
    villages.push(village)
    const known = townships.get(townshipCode)
    if (known) known.villages.push(village)
    else
      townships.set(townshipCode, {
        code: townshipCode,
        name: township,
        countyCode,
        county,
        villages: [village],
      })
  })
  return { townships: [...townships.values()], villages }
}

/**
 * 新春村委会, 君子山村民委员会 → …村; 星光居委会（社区）, 首义社区居委会, 茶庵社区居民委员会, 两水沟居委会 → …社区.
 * A committee of residents is a community, whatever its name says besides.
 */
function spokenName(officialName: string): Pick<Village, 'name' | 'kind'> {
  const bare = officialName.replace(/（社区）$/, '')
  const village = /^(.+?村)村?(民?委员会|委会)$/.exec(bare)
  if (village?.[1]) return { name: village[1], kind: 'village' }
  return { name: `${bare.replace(/(居民委员会|居委会)$/, '').replace(/社区$/, '')}社区`, kind: 'community' }
}
