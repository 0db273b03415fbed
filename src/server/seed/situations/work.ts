/** 保障民生: 就业 and 教育. */
import type { Situation } from './situation'

export const workSituations: readonly Situation[] = [
  {
    id: 'job-near-home',
    categoryId: 'cat-livelihood-employment',
    kind: 'demand',
    raisedBy: ['household'],
    title: '陪读妇女想找家门口的活',
    words: [
      '我在屋里带两个伢上学，早晚要接送，远的活做不了。园区有没得上午九点到下午四点的班，工资少点不要紧，能顾到伢就行。',
      '媳妇回来带伢快{数2-4}年了，想上班又怕时间不对头。听说有的厂有妈妈岗，我们不晓得到哪里报名，麻烦帮忙问一声。',
    ],
    onSite: {
      measure: '当场联系人社服务中心，把园区“妈妈岗”招工表念给本人听，选了一家打电话过去。',
      result: '企业同意错峰上下班，本人与对方约好了面谈时间。',
    },
    missing: '请补充求职人年龄、文化程度、能上班的时间段，方便人社服务中心对岗。',
    supplement: '补充：她今年三十四岁，初中文化，早上八点半到下午四点有空，以前在电子厂做过插件。',
  },
  {
    id: 'older-worker-refused',
    categoryId: 'cat-livelihood-employment',
    kind: 'difficulty',
    raisedBy: ['household'],
    title: '五十多岁找活处处嫌年纪大',
    words: [
      '我今年五十六，力气还有，到厂里一问就说超龄不要。工地上现在也要查年纪，总不能天天在屋里坐着，看哪里要看门扫地的。',
      '老板说过了五十五买不了保险，不敢用。我种那{数2-5}亩田一年落不到几个钱，想做点零工贴补屋里，公益岗还有没得名额？',
    ],
    missing: '请写明是想进厂、做公益性岗位还是零工，并核实是否已登记失业。',
    decline: {
      reason: '本年度公益性岗位已满员，企业招工年龄由企业依法自主确定。',
      told: '已向本人说明公益性岗位名额和零工驿站登记办法。',
      handedTo: '零工驿站登记排队，有活直接通知',
    },
  },
  {
    id: 'training-not-useful',
    categoryId: 'cat-livelihood-employment',
    kind: 'suggestion',
    raisedBy: ['household'],
    title: '技能培训希望教点实在的',
    words: [
      '去年那个培训坐在屋里听了{数3-5}天课，放的都是片子，听完还是不会。能不能教开叉车、焊工，考个证出来马上就有人要。',
      '培训通知总在白天上班的时候，我们请不到假。要是放到晚上，请厂里的师傅来带，湾里年轻人肯定愿意去。',
    ],
    missing: '请统计本湾愿意参加的人数和想学的工种，够二十人可单独开班。',
    supplement: '补充：问了一圈，愿意学焊工的十一人、叉车的九人、月嫂的四人，都希望晚上七点以后上课。',
  },
  {
    id: 'graduate-no-offer',
    categoryId: 'cat-livelihood-employment',
    kind: 'difficulty',
    raisedBy: ['household'],
    months: [6, 7, 8, 9],
    title: '大专毕业在家待业',
    words: [
      '伢今年大专毕业，学的汽车维修，投了{数10-30}份简历没回音。专汽厂就在跟前，就是进不去，想问下有没得见习的岗位。',
      '姑娘毕业回来天天关在房里考这考那，我们看着急。听人说毕业生到企业见习有补助，手续要么样办，找哪个部门？',
    ],
    onSite: {
      measure: '用手机帮毕业生登记了就业见习意向，告知见习补助条件和人社窗口办公时间。',
      result: '登记成功，窗口当天回了电话，推荐了两家专汽企业。',
    },
    missing: '请补充毕业院校、专业和联系方式是否愿意留给企业。',
  },
  {
    id: 'kindergarten-too-far',
    categoryId: 'cat-livelihood-education',
    kind: 'difficulty',
    raisedBy: ['household'],
    setting: 'rural',
    title: '村里没有幼儿园接送远',
    words: [
      '伢上幼儿园要送到集镇去，来回{数6-12}里路，我和他婆婆都不会骑车，落雨天就只好不去。校车绕一下我们{湾}行不行？',
      '两个孙子一个上幼儿园一个上小学，一早一晚四趟。校车只到大路口，还要走一里多田埂，冬天天黑得早，不放心得很。',
    ],
    missing: '请统计沿线要接送的幼儿人数，校车加点需要教育办和运管所同时核线路。',
    supplement: '补充：沿线三个湾共有幼儿十四个，大路口到湾里水泥路面宽四米，中巴能掉头。',
  },
  {
    id: 'transfer-school',
    categoryId: 'cat-livelihood-education',
    kind: 'demand',
    raisedBy: ['household'],
    months: [6, 7, 8, 9],
    title: '孩子从外地转学回来',
    words: [
      '我们在东莞打工十来年，今年回来不走了。老大下半年要读{数4-6}年级，学校说要学籍先转过来，那边又说要这边先接收，两头跑。',
      '伢在外头读的书，回来转学要房产证。我们住的是老屋，没得证，只有户口本，学校不收，开学就在跟前了，急死人。',
    ],
    onSite: {
      measure: '当场与教育办通话问清转学要哪三样材料，村里当天开了居住证明。',
      result: '教育办答复凭居住证明可以先接收，家长拿着三样材料去了学校。',
    },
    missing: '请写清孩子现在就读的学校所在省份和年级，是否有居住证明。',
  },
  {
    id: 'school-canteen-price',
    categoryId: 'cat-livelihood-education',
    kind: 'suggestion',
    raisedBy: ['household'],
    title: '学校午餐涨价菜却少了',
    words: [
      '学校中午饭一餐涨了{数1-3}块，伢回来说还是那两个菜，肉星子都看不到。不是舍不得钱，就想晓得钱用到哪里去了，能不能公示下。',
      '家长群里都在说伢吃不饱，下午回来先找吃的。建议让家长轮流去食堂看看，吃一餐就晓得好不好，莫光发照片。',
    ],
    missing: '请补充是哪所学校、从哪个月起涨价，是个别反映还是多户反映。',
    supplement: '补充：是集镇小学，今年春季开学后涨的，湾里有孩子的六户都这样说。',
  },
  {
    id: 'left-behind-homework',
    categoryId: 'cat-livelihood-education',
    kind: 'difficulty',
    raisedBy: ['household'],
    title: '留守孩子作业没人管',
    words: [
      '我们老两口一个字不认得，伢的作业都在手机上，老师发的群我们看不懂。周末有没得地方让他去写作业，有人看着就行。',
      '儿子媳妇过年才回，孙子放学就抱着手机，说他他还顶嘴。村里能不能把农家书屋晚上打开，找个大学生带一带？',
    ],
    missing: '请了解村里有同样情况的孩子大概有多少，农家书屋晚上能否安排人。',
  },
  {
    id: 'school-gate-traffic',
    categoryId: 'cat-livelihood-education',
    kind: 'risk',
    raisedBy: ['household', 'organization'],
    urgent: true,
    title: '校门口大货车多没有斑马线',
    words: [
      '放学的时候校门口乱成一锅粥，拉砂的大车从跟前过都不减速。连个斑马线都没得，上个星期差一点点就撞到伢了。',
      '学校门口那条路修宽了，车子跑得更快。早上七点半正是送伢的时候，求求你们装个减速带，再派个人站一站。',
    ],
    missing: '请注明学校名称和路段，大货车经过的大致时段，交警要现场勘查。',
  },
]
