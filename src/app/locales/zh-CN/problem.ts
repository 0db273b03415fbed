/** Why the server refused a whole request, one sentence per code of sync/problems.ts, and `network` for no answer. */
export const problem = {
  malformed: '服务器没有看懂这次的内容。请更新到新版本后再试；已保存的记录都还在本机。',
  badEncoding: '传送的内容在路上损坏了，稍后会自动重送。',
  notSignedIn: '登录已过期，请重新登录。已保存的记录都还在本机。',
  wrongCredentials: '账号或密码不对，请重新输入。',
  wrongProof: '服务器认不出这台设备，请重新登录。已保存的记录都还在本机。',
  deviceRevoked: '这台设备已被停用，不再取新资料。还没送达的记录仍会交给服务器，由综合协调组核对。',
  personInactive: '您的账号已停用，请联系园区管理员。',
  foreignOrigin: '请从本园区的正式网址打开民情簿。',
  notFound: '服务器上没有找到所要的内容。',
  methodNotAllowed: '服务器不支持这项操作，请更新到新版本。',
  tooSlow: '网络太慢，这次没有传完，稍后会自动重送。',
  tooLarge: '一次送的内容太多，会自动分批再送。',
  wrongContentType: '服务器没有看懂这次的内容。请更新到新版本后再试。',
  tooMany: '尝试次数太多，请等 {wait}后再试。',
  storageFull: '服务器存储空间不足，暂时收不下新记录。记录都还在本机，过后会自动重送。',
  unavailable: '服务器正在维护，请稍后再试。记录都还在本机，过后会自动重送。',
  network: '没有连上服务器。请看看有没有信号，过一会儿再试。',
  /** A code of a newer server. */
  other: '服务器没有接受这次请求（代码 {code}），请稍后再试。',
} as const
