/** 台账: what the page says about it; the words inside of it stand in `components/lists/ledgerWords.ts`. */
export const ledger = {
  download: '下载台账（Excel）',
  why: {
    draft: '定稿以后才能下载台账。',
    dropped: '已作废的清单没有台账。',
    unconfirmed: '定稿还没有得到服务器确认，联网以后就能下载。',
  },
  care: '台账里有群众的姓名和原话，下载后不再加密，请按规定保管和销毁。',
  incomplete: '这一期清单还没有全部取到本机',
  incompleteText: '请联网同步以后再下载。',
  failed: '台账没有做成，请再试一次',
  done: '已下载：{name}',
} as const
