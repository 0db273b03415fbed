/**
 * Sent with every answer, whatever it is. The page loads only its own files, runs no inline script and writes no HTML
 * from strings; nobody may frame it or read it from another site.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Vue's own policy, and the one that knows the service worker's address.
  'trusted-types vue minqing-worker',
].join('; ')

/** No phone feature is asked for; the camera comes as a file from the phone's own dialogue. */
const permissionsPolicy = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

const everywhere = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': permissionsPolicy,
} as const

/** Two years, as the preload list asks; sent only where the connection is https already. */
const strictTransport = 'max-age=63072000; includeSubDomains'

export interface AnsweredOn {
  path: string
  isHttps: boolean
}

export function securityHeaders({ path, isHttps }: AnsweredOn): Record<string, string> {
  return {
    ...everywhere,
    ...(isHttps ? { 'Strict-Transport-Security': strictTransport } : {}),
    ...(isApiPath(path) ? { 'Cache-Control': 'no-store' } : {}),
  }
}

export const isApiPath = (path: string): boolean => path === '/api' || path.startsWith('/api/')
