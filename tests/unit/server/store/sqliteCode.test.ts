import { describe, expect, test } from 'vitest'
import { loadSqlite, sqliteCode, sqliteCodeOf } from '../../../../src/server/store/sqliteEngine'

/** A database of three pages: the fourth finds no room. */
async function tinyDatabase() {
  const { DatabaseSync } = await loadSqlite()
  const db = new DatabaseSync(':memory:')
  db.exec('pragma page_size = 4096; create table photo (bytes blob); pragma max_page_count = 3')
  return db
}

describe('no room is told apart from every other failure', () => {
  test.each([
    ['by a statement', 'insert into photo values (zeroblob(100000))'],
    ['by a statement that answers rows', 'insert into photo values (zeroblob(100000)) returning 1'],
  ])('%s', async (_how, text) => {
    const db = await tinyDatabase()
    let code: number | undefined
    try {
      db.prepare(text).all()
    } catch (error) {
      code = sqliteCodeOf(error)
    }
    expect(code).toBe(sqliteCode.full)
    db.close()
  })

  test('by a script, and a missing table is none of them', async () => {
    const db = await tinyDatabase()
    const codeFor = (text: string): number | undefined => {
      try {
        db.exec(text)
        return undefined
      } catch (error) {
        return sqliteCodeOf(error)
      }
    }
    expect(codeFor('insert into photo values (zeroblob(100000))')).toBe(sqliteCode.full)
    expect(Object.values<number | undefined>(sqliteCode)).not.toContain(codeFor('select * from nothing'))
    db.close()
  })
})
