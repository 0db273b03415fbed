/** Where a stranger reads a posted notice (`/public/notices/:id` of this very server). */
export const publicAddress = (noticeId: string, origin = window.location.origin): string =>
  `${origin}/public/notices/${noticeId}`
