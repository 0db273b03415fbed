/**
 * Surnames (姓) that are read otherwise than the same character elsewhere, or in more than one way; without tones, `v`
 * for ü. The usual reading comes first. Where families or regions differ (覃 Qín and Tán, 翟 Zhái and Dí) all
 * stand here, since nobody should have to know which one a search expects.
 *
 * Gathered from the entries marked as surname in CC-CEDICT, the surname lists of the pinyin libraries pinyin-pro and
 * overtrue/pinyin, and published lists of surnames that are often misread; where they disagree both readings are kept.
 * Surnames that differ in the tone alone (任 Rén, 华 Huà, 葛 Gě, 应 Yīng) need no entry.
 */
export const singleSurnames: ReadonlyMap<string, readonly string[]> = parse(`
丌 qi ji
万 wan mo
不 fou bu
乐 yue le
乘 cheng sheng
乜 nie mie
仇 qiu chou
伭 xian xuan
会 kuai gui hui
佫 he ge
佴 nai er
佚 yi die
侗 tong dong
俞 yu shu
俟 qi si
傕 jue que
冯 feng ping
匮 kui gui
区 ou qu
单 shan chan dan
南 nan na
卜 bu bo
卡 qia ka
句 gou ju
召 shao zhao
叶 ye xie
吁 yu xu
员 yun yuan
呙 guo wai
咎 jiu gao
啜 chuai chuo
塞 sai se
奇 qi ji
宓 mi fu
宿 su xiu
寻 xun xin
尉 wei yu
尨 pang meng mang
强 qiang jiang
彊 qiang jiang
惠 hui xi
扁 pian bian
扎 za zha
折 she zhe
拓 tuo ta
於 yu wu
晟 cheng sheng
暴 bao pu
曾 zeng ceng
朝 chao zhao
朴 piao pu po
查 zha cha
柏 bai bo
殷 yin yan
沈 shen chen
沓 ta da
沌 zhuan dun
洗 xian xi
浣 huan wan
渑 mian sheng
渠 qu ju
溱 qin zhen
澄 cheng deng
澹 tan dan
炅 gui jiong
炔 gui que
牟 mou mu
率 shuai lv
番 pan fan
瞿 qu ju
盖 ge gai
盛 sheng cheng
省 xing sheng
眭 sui gui
石 shi dan
祢 mi ni
祭 zhai ji
秘 bi mi
种 chong zhong
称 cheng chen
稽 ji qi
笮 ze zuo
粘 nian zhan
糜 mi mei
纥 he ge
红 hong gong
约 yue yao
缪 miao mou mu miu
繁 po fan
翟 zhai di
能 nai neng
艾 ai yi
茄 jia qie
莘 shen xin
莞 guan wan
蔚 yu wei
蕃 po fan
薄 bo bao
薳 wei yuan
藇 xu yu
藉 ji jie
藏 zang cang
行 xing hang heng
裨 pi bi
褚 chu zhu zhe
覃 qin tan
角 jue jiao lu
解 xie jie
谌 chen shen
谷 gu yu
贠 yun
贲 ben fei bi
费 fei bi
贾 jia gu
车 che ju
轧 ya zha ga
还 huan hai
迮 ze zuo
适 kuo shi
逄 pang feng
逢 feng pang
那 na nuo
郄 qie xi
郇 xun huan
郗 xi chi
都 du dou
鄚 mo mao
重 chong zhong
铫 yao tiao diao
钭 tou dou
镡 tan xin chan
长 zhang chang
陆 lu liu
陶 tao yao
隗 wei kui
隽 juan jun
难 nan ning
露 lu lou
颉 xie jie
鬲 ge li
鸟 niao diao
黑 he hei
`)

/** Two and three characters (复姓); a part for each. */
export const compoundSurnames: ReadonlyMap<string, readonly string[]> = parse(`
万俟 mo qi
乐正 yue zheng
亓官 qi guan
令狐 ling hu
单于 chan yu
单父 shan fu
句龙 gou long
可朱浑 ke zhu hun
叱干 chi gan
吐谷浑 tu yu hun
呼延 hu yan
夹谷 jia gu
子车 zi ju
宰父 zai fu
尉迟 yu chi
尔朱 er zhu
库狄 she di
厍狄 she di
拓拔 tuo ba
拓跋 tuo ba
毌丘 guan qiu
沮渠 ju qu
淳于 chun yu
漆雕 qi diao
澹台 tan tai
甪里 lu li
角里 lu li
相里 xiang li
秃发 tu fa
耶律 ye lv
谷梁 gu liang
榖梁 gu liang
贺若 he re
长孙 zhang sun
长桑 zhang sang
长鱼 zhang yu
颛孙 zhuan sun
鲜于 xian yu
鲜虞 xian yu
闾丘 lv qiu
中行 zhong hang
祭仲 zhai zhong
`)

/** Raised whenever an entry changes: readings kept on a device by older rules are then made anew. */
export const surnameRules = 1

function parse(table: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [surname = '', ...readings] = line.split(' ')
        return [surname, readings] as const
      }),
  )
}
