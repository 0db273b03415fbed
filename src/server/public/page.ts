import { html, type Html } from './html'
import { stylePath } from './style'

/** No script, no cookie, no picture; not for search engines: what is public for a month shall not be found for years. */
export const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <title>${title}</title>
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        ${body}
      </body>
    </html> `.html

/** A page with nothing but a sentence. */
export const plainPage = ({ title, text }: { title: string; text: string }): string =>
  page(
    title,
    html`<main>
      <h1>${title}</h1>
      <p class="c">${text}</p>
    </main>`,
  )
