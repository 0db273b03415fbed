import { makeZone } from '/work/wt/edition/src/server/seed/zone'
import { installZone } from '/work/wt/edition/src/server/seed/installZone'
import { openSqliteStore } from '/work/wt/edition/src/server/store/sqlite'
import { parseDivisions } from '/work/wt/edition/src/server/seed/divisions'
import { demoEditionId, demoNoticeId } from '/work/wt/edition/src/server/seed/monthlyLists'
import { runCommands } from '/work/wt/edition/src/server/sync/runner'
import { findNotice } from '/work/wt/edition/src/server/public/findNotice'
import { noticePage } from '/work/wt/edition/src/server/public/noticePage'
import { plainPage } from '/work/wt/edition/src/server/public/page'
import { styleText } from '/work/wt/edition/src/server/public/style'
import { texts } from '/work/wt/edition/src/server/public/texts'
import { uuidV7 } from '/work/wt/edition/src/domain/ids'
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
const [n, v, i] = process.argv.slice(2).map(Number)
const today = '2026-11-23'
const plan = makeZone({ seed: 20260608, subjects: n!, visits: v!, issues: i!, today }, parseDivisions(readFileSync('/work/wt/edition/src/server/seed/data/suizhou-divisions.csv','utf8')))
const store = await openSqliteStore({ file: ':memory:' }); await store.migrate()
const signer = { sign: (o: object) => ({ ...o, signature: '' }) } as never
const random = { hex: (b: number) => '0'.repeat(b*2) }
let s = performance.now()
await installZone({ store, plan, password: 'x'.repeat(12), signer, random })
console.log('install', ((performance.now()-s)/1000).toFixed(1)+'s')
const office = plan.people.find(p=>p.login==='office2')!.id
const id = uuidV7(Date.now(), Uint8Array.from({length:10},()=>Math.random()*256|0))
const at = Date.UTC(2026,10,20,3)
const run = async (name: string, args: object) => { const t = performance.now(); const { outcomes } = await store.write(plan.tenant.id, (tx) => runCommands(tx, [{ identity: { tenantId: plan.tenant.id, personId: office, deviceId: '00000000-0000-7000-8000-000000000009' }, envelope: { id: uuidV7(Date.now(), Uint8Array.from({length:10},()=>Math.random()*256|0)), seq: Math.random()*1e6|0, name, version: 1, args, occurredAt: at, clockOffsetMs: 0, base: {}, after: [] }, receivedAt: at, trusted: 'person' }] as never, { signer, random, onBug: (e: unknown) => { throw e } } as never)); console.log(name, (outcomes[0] as {result:string}).result, (outcomes[0] as {code?:string}).code ?? '', (performance.now()-t).toFixed(0)+'ms') }
await run('notice.compose', { noticeId: id, editionId: demoEditionId(today), lists: ['issues','tasks','effects'], title: '公示', intro: '', closing: '', contact: '', expiresOn: '2026-12-31', campaignId: plan.campaign.id })
const row = (await store.read(plan.tenant.id, tx => tx.rows([{kind:'notice', id}])))[0]!
const data = JSON.parse(row.json)
console.log('lines', data.lines.length, 'json', row.json.length, 'masks', JSON.stringify(data.lines.flatMap((l: {masks: {kind:string}[]}) => l.masks.map(m=>m.kind)).reduce((a: Record<string,number>,k: string)=>({...a,[k]:(a[k]??0)+1}),{})))
for (const l of data.lines) if (l.masks.some((m:{kind:string})=>m.kind!=='careGroup')) console.log(JSON.stringify([l.problem,l.measures,l.result,l.masks]))
await run('notice.editLine', { noticeId: id, list: data.lines[0].list, refId: data.lines[0].refId, problem: '改一个字' })
await run('notice.submit', { noticeId: id })
const found = await findNotice(store, demoNoticeId(today), at)
if (found.found === 'posted') { const h = noticePage(found.notice, { number: 1, newer: '' }); console.log('page', h.length, 'gz', gzipSync(h).length); writeFileSync('/tmp/notice5.html', h.replace(/<link rel="stylesheet"[^>]*>/, `<style>${styleText}</style>`)) }
writeFileSync('/tmp/gone5.html', plainPage(texts.gone).replace(/<link rel="stylesheet"[^>]*>/, `<style>${styleText}</style>`))
