import { createHash } from 'node:crypto'

/**
 * One file for all public pages, kept for ever under a name with its hash: whoever looks a second time has it. Big print,
 * one column, dark where the phone is; no picture and no font is fetched.
 */
export const styleText = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:46rem;padding:1rem;font:1.125rem/1.65 sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.35;margin:.25rem 0 .75rem;text-align:center}
h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid #b3261e;padding-bottom:.25rem}
h3{font-size:1.125rem;margin:0}
p{margin:.25rem 0}
.z{text-align:center;color:#8c1d18;font-weight:700}
.m,.f{color:#4a4a4a;font-size:1rem}
.c{text-align:center}
.t{white-space:pre-line}
ol{list-style:none;margin:0;padding:0}
li{padding:.75rem 0;border-bottom:1px solid #ccc}
b{font-weight:700}
.n{border-left:4px solid #b3261e;padding-left:.75rem;margin:1rem 0}
a{color:#0b57d0;display:inline-block;padding:.75rem 0}
nav{display:flex;gap:1.5rem;justify-content:center;align-items:center}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#121212}.z{color:#ffb4ab}.m,.f{color:#bdbdbd}a{color:#a8c7fa}li{border-color:#444}}
@media print{body{max-width:none;font-size:11pt;color:#000;background:#fff}nav{display:none}li{break-inside:avoid}}
`

export const stylePath = `/public/style-${createHash('sha256').update(styleText).digest('hex').slice(0, 12)}.css`
