/** Two matters told in one breath: the office makes two issues of them (拆分). */
import type { Setting } from '../plan'

interface Part {
  readonly situationId: string
  readonly title: string
  readonly words: string
}

export interface DoubleMatter {
  readonly setting: Setting
  /** As it was registered: title and words of both. */
  readonly title: string
  readonly words: string
  readonly stays: Part
  readonly leaves: Part
}

export const doubleMatters: readonly DoubleMatter[] = [
  {
    setting: 'rural',
    title: '路烂灯不亮夜里难走',
    words:
      '两桩事一起说：到{湾}的路烂得不成样子，三轮车都不敢走；再就是路边的灯黑了大半年，路又烂灯又不亮，晚上哪个敢出门。',
    stays: {
      situationId: 'road-pothole-inner',
      title: '进湾的路烂三轮车不敢走',
      words: '到{湾}的路烂得不成样子，三轮车都不敢走。',
    },
    leaves: {
      situationId: 'yard-lamp',
      title: '进湾路边的灯黑了大半年',
      words: '路边的灯黑了大半年，晚上哪个敢出门。',
    },
  },
  {
    setting: 'urban',
    title: '水压小又没处给车充电',
    words:
      '我们这栋一到晚饭点水就上不来，热水器打不着火；还有电瓶车没得地方充，楼下就那几个口，只好从窗户拉线，我也晓得危险。',
    stays: {
      situationId: 'water-tap-pressure',
      title: '晚饭时水压低打不着热水器',
      words: '我们这栋一到晚饭点水就上不来，热水器打不着火。',
    },
    leaves: {
      situationId: 'ebike-charging',
      title: '充电口少只好拉线充电',
      words: '电瓶车没得地方充，楼下就那几个口，只好从窗户拉线，我也晓得危险。',
    },
  },
  {
    setting: 'rural',
    title: '屋里没信号快递也不来',
    words:
      '一个是屋里打电话没得信号，要跑到稻场上去说；二一个是买的东西要到镇上取，老人哪取得动。你们一起帮我们记下来。',
    stays: {
      situationId: 'mobile-signal',
      title: '屋里打电话要跑到稻场',
      words: '屋里打电话没得信号，要跑到稻场上去说。',
    },
    leaves: {
      situationId: 'express-to-village',
      title: '买的东西老人到镇上取不动',
      words: '买的东西要到镇上取，老人哪取得动。',
    },
  },
]
