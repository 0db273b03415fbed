/**
 * The page for slips: HTML without a script, one file of some 3 KB with its style in it, for an old phone on 2G. Nothing
 * that was typed is ever shown again.
 */
import { createHash } from 'node:crypto'
import type { SlipAnswer } from '../../../domain/issue/slipAnswer'
import type { SlipTexts } from './texts'

const style = `
:root{color-scheme:light dark}
body{margin:0;background:#f7f3ec;color:#1d1a16;font:20px/1.6 'PingFang SC','HarmonyOS Sans SC',MiSans,'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:20px 16px 40px}
h1{margin:0 0 12px;font-size:1.5em;line-height:1.3;color:#8c1d18}
p{margin:0 0 16px}
.card{margin:0 0 20px;padding:16px;border:1px solid #d8cfc0;border-radius:12px;background:#fff}
.state{margin:0;font-size:1.35em;font-weight:600;line-height:1.35}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:16px 0 0}
dt{color:#5b5348}
dd{margin:0;font-variant-numeric:tabular-nums}
label{display:block;margin:0 0 4px;font-weight:600}
.hint,.soft{color:#5b5348;font-size:.85em}
input{box-sizing:border-box;width:100%;min-height:56px;margin:0 0 4px;padding:8px 12px;border:2px solid #6b6256;border-radius:10px;background:#fff;color:inherit;font:inherit;font-size:1.2em}
input[name=code]{letter-spacing:.08em;text-transform:uppercase}
button,.button{display:block;box-sizing:border-box;width:100%;min-height:56px;padding:12px;border:0;border-radius:12px;background:#8c1d18;color:#fff;font:inherit;font-weight:600;text-align:center;text-decoration:none}
button:focus-visible,.button:focus-visible,input:focus-visible{outline:3px solid #1f5fa8;outline-offset:2px}
@media (prefers-color-scheme:dark){
body{background:#191612;color:#f2ece2}
h1{color:#ffb4a8}
.card,input{background:#241f19}
.card{border-color:#4a4237}
dt,.hint,.soft{color:#c9bfb0}
input{border-color:#a89d8d}
button,.button{background:#ffb4a8;color:#3b0906}
button:focus-visible,.button:focus-visible,input:focus-visible{outline-color:#9ec7ff}
}
`

/**
 * Nothing may be loaded or run; the form goes to this server. `same-origin`: browsers then name the page's origin with
 * the form, which tells it from one on somebody else's page; the address itself holds no code.
 */
export const slipHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  Vary: 'Accept-Language',
} as const

export const slipPath = '/public/slip'

export const formPage = (t: SlipTexts, notice?: string): string =>
  shell(
    t,
    t.title,
    `${notice === undefined ? '' : `<p class="card" role="alert">${escaped(notice)}</p>`}
<p>${escaped(t.intro)}</p>
<form class="card" method="post" action="${slipPath}">
<p><label for="code">${escaped(t.code)}</label>
<input id="code" name="code" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint">
<span class="hint" id="code-hint">${escaped(t.codeHint)}</span></p>
<p><label for="number">${escaped(t.number)}</label>
<input id="number" name="number" maxlength="40" autocomplete="off" aria-describedby="number-hint">
<span class="hint" id="number-hint">${escaped(t.numberHint)}</span></p>
<button>${escaped(t.look)}</button>
</form>
<p class="soft">${escaped(t.privacy)}</p>`,
  )

export const answerPage = (t: SlipTexts, answer: SlipAnswer): string =>
  shell(
    t,
    t.result,
    `<div class="card">
${
  answer.confidential
    ? `<p class="state">${escaped(t.coarse[answer.state])}</p>
<p class="soft">${escaped(t.confidential)}</p>`
    : `<p class="state">${escaped(t.state[answer.state])}</p>
<dl>${[
        ...(answer.number === null ? [] : [[t.ofNumber, answer.number] as const]),
        ...answer.dates.map(({ is, on }) => [t.dates[is], dateText(t, on)] as const),
      ]
        .map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`)
        .join('')}</dl>`
}
</div>
${again(t)}
<p class="soft">${escaped(t.privacy)}</p>`,
  )

export const notFoundPage = (t: SlipTexts): string =>
  shell(t, t.notFound, `<p class="card" role="alert">${escaped(t.notFoundText)}</p>\n${again(t)}`)

export const tooManyPage = (t: SlipTexts, retryAfterS: number): string =>
  shell(
    t,
    t.tooMany,
    `<p class="card" role="alert">${escaped(t.tooManyText(Math.ceil(retryAfterS / 60)))}</p>\n${again(t)}`,
  )

export const failedPage = (t: SlipTexts): string =>
  shell(t, t.failed, `<p class="card" role="alert">${escaped(t.failedText)}</p>\n${again(t)}`)

const again = (t: SlipTexts): string =>
  `<p><a class="button" href="${slipPath}">${escaped(t.lookAgain)}</a></p>`

const shell = (t: SlipTexts, title: string, body: string): string => `<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`

function dateText(t: SlipTexts, on: string): string {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  return t.date(year, month, day)
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
