import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const app = new Hono()
app.use(async (context, next) => {
  await next()
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue minqing-worker",
  )
  context.header(
    'Cache-Control',
    context.req.path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
  )
})
app.get('/api/health', (context) => context.json({ ok: true }))
app.use(serveStatic({ root: 'dist/app' }))
app.get('*', serveStatic({ path: 'dist/app/index.html' }))

const server = serve({
  fetch: app.fetch,
  port: Number(process.env['PORT'] ?? 8080),
  hostname: process.env['HOST'] ?? '127.0.0.1',
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close())
