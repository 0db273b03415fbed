/**
 * What can become of a listed issue, each with its share of all and the state it stands in on the demo's day. `days` is
 * how long ago such an issue usually was listed: the oldest are settled, the newest wait.
 */
import { refuseStrikeOff, reopen, returnVisit, setAside, strikeOff, urge, withdraw } from './issueBeats'
import { remarks } from './remarks'
import { makeTask, type Matter } from './scene'
import { begin, done, doneAgain, explainedAfter, inHand, settled, type Story } from './storyParts'
import {
  assign,
  cancel,
  grantExtension,
  handBack,
  progress,
  reassign,
  refuseExtension,
  requestExtension,
  sign,
} from './taskBeats'

const isOpenToUnits = ({ issue }: Matter) => !issue.confidential
const hasHelper = ({ issue, handling }: Matter) =>
  !issue.confidential && (handling.assistUnitIds?.length ?? 0) > 0
const hasStages = ({ issue, handling }: Matter) => !issue.confidential && handling.stages !== undefined

const storyTable = {
  final: { share: 0.4, days: 400, state: 'struckOff', until: 'settled', beats: settled },
  provisional: { share: 0.06, days: 32, state: 'struckOff', until: 'provisional', beats: settled },
  doneAgain: {
    share: 0.02,
    days: 70,
    state: 'struckOff',
    until: 'settled',
    suits: isOpenToUnits,
    beats: done((scene, task) => [
      ...doneAgain(scene, task),
      returnVisit(scene, 'satisfied'),
      strikeOff(scene, 'solved'),
    ]),
  },
  explainedEnd: {
    share: 0.015,
    days: 60,
    state: 'struckOff',
    until: 'settled',
    suits: isOpenToUnits,
    beats: explainedAfter((scene) => [strikeOff(scene, 'explained')]),
  },
  withdrawnEnd: {
    share: 0.015,
    days: 45,
    state: 'struckOff',
    until: 'provisional',
    suits: isOpenToUnits,
    beats: (scene) => [
      ...begin(scene, makeTask(scene), 'onTime'),
      withdraw(scene),
      strikeOff(scene, 'withdrawn'),
    ],
  },
  reopened: {
    share: 0.02,
    days: 65,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: done((scene, task) => [
      returnVisit(scene, 'satisfied'),
      strikeOff(scene, 'solved'),
      reopen(scene),
      { ...requestExtension(scene, task, 'today'), waits: 0 },
      grantExtension(scene, task),
    ]),
  },
  dissatisfied: {
    share: 0.03,
    days: 28,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: isOpenToUnits,
    beats: done((scene) => [returnVisit(scene, 'dissatisfied')], 'onTime'),
  },
  strikeOffRefused: {
    share: 0.02,
    days: 27,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: done((scene) => [returnVisit(scene, 'fairly'), refuseStrikeOff(scene)], 'onTime'),
  },
  satisfied: {
    share: 0.035,
    days: 22,
    state: 'awaitingReview',
    until: 'now',
    beats: done((scene) => [returnVisit(scene, 'satisfied')]),
  },
  fairly: {
    share: 0.03,
    days: 21,
    state: 'awaitingReview',
    until: 'now',
    beats: done((scene) => [returnVisit(scene, 'fairly')]),
  },
  explained: {
    share: 0.02,
    days: 20,
    state: 'awaitingReview',
    until: 'now',
    suits: isOpenToUnits,
    beats: explainedAfter(() => []),
  },
  withdrawn: {
    share: 0.02,
    days: 15,
    state: 'awaitingReview',
    until: 'now',
    suits: isOpenToUnits,
    beats: (scene) => [...begin(scene, makeTask(scene), 'onTime'), withdraw(scene)],
  },
  toVisit: {
    share: 0.17,
    days: 18,
    state: 'awaitingReturnVisit',
    until: 'now',
    suits: isOpenToUnits,
    beats: done(() => []),
  },
  redUrged: {
    share: 0.02,
    days: 26,
    state: 'handling',
    until: 'yesterday',
    suits: isOpenToUnits,
    beats: inHand('red', (scene, task) => urge(scene, task, 'red', false)),
  },
  red: {
    share: 0.025,
    days: 25,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: inHand('red'),
  },
  yellowUrged: {
    share: 0.025,
    days: 20,
    state: 'handling',
    until: 'yesterday',
    suits: isOpenToUnits,
    beats: inHand('yellow', (scene, task) => urge(scene, task, 'yellow', true)),
  },
  yellow: {
    share: 0.025,
    days: 19,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: inHand('yellow'),
  },
  extensionRefused: {
    share: 0.02,
    days: 17,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: inHand('dueSoon', (scene, task) => [requestExtension(scene, task), refuseExtension(scene, task)]),
  },
  extensionGranted: {
    share: 0.02,
    days: 22,
    state: 'handling',
    until: 'now',
    suits: isOpenToUnits,
    beats: inHand('asked', (scene, task) => [
      requestExtension(scene, task, 'today'),
      grantExtension(scene, task),
    ]),
  },
  extensionPending: {
    share: 0.02,
    days: 14,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: isOpenToUnits,
    beats: inHand('dueSoon', (scene, task) => [requestExtension(scene, task)]),
  },
  reminded: {
    share: 0.02,
    days: 13,
    state: 'handling',
    until: 'yesterday',
    mayRest: 0.5,
    suits: isOpenToUnits,
    beats: inHand('dueSoon', (scene, task) => urge(scene, task, 'reminder', scene.random.chance(0.3))),
  },
  dueSoon: {
    share: 0.035,
    days: 12,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: isOpenToUnits,
    beats: inHand('dueSoon'),
  },
  staged: {
    share: 0.04,
    days: 35,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: hasStages,
    beats: inHand('onTime'),
  },
  onTime: { share: 0.09, days: 9, state: 'handling', until: 'now', mayRest: 0.5, beats: inHand('onTime') },
  firstChecked: {
    share: 0.02,
    days: 14,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: isOpenToUnits,
    beats(scene) {
      const task = makeTask(scene)
      const check = {
        ...task,
        title: `${task.title}（先期核查）`,
        measures: remarks.checkFirst,
        assistUnitIds: [],
        stages: [],
      }
      return [
        { ...assign(scene, check, 'atOnce'), waits: 1 },
        sign(check),
        cancel(scene, check),
        assign(scene, task, 'onTime'),
        sign(task),
      ]
    },
  },
  reassigned: {
    share: 0.025,
    days: 10,
    state: 'handling',
    until: 'now',
    mayRest: 0.5,
    suits: hasHelper,
    beats(scene) {
      const task = makeTask(scene)
      return [
        assign(scene, task, 'onTime'),
        handBack(scene, task),
        reassign(scene, task),
        ...(scene.random.chance(0.6) ? [sign(task), progress(scene, task)] : []),
      ]
    },
  },
  handedBack: {
    share: 0.03,
    days: 5,
    state: 'handling',
    until: 'now',
    mayRest: 1,
    suits: isOpenToUnits,
    beats(scene) {
      const task = makeTask(scene)
      return [{ ...assign(scene, task, 'onTime'), waits: 1 }, handBack(scene, task)]
    },
  },
  toSign: {
    share: 0.1,
    days: 3,
    state: 'handling',
    until: 'now',
    mayRest: 1,
    beats: (scene) => [{ ...assign(scene, makeTask(scene), 'onTime'), waits: 1 }],
  },
  deferredSoon: {
    share: 0.015,
    days: 40,
    state: 'deferred',
    until: 'now',
    suits: isOpenToUnits,
    beats: (scene) => [...begin(scene, makeTask(scene), 'onTime'), setAside(scene, scene.random.int(1, 5))],
  },
  deferred: {
    share: 0.035,
    days: 16,
    state: 'deferred',
    until: 'now',
    suits: isOpenToUnits,
    beats: (scene) => [setAside(scene, scene.random.int(20, 90))],
  },
  waiting: { share: 0.12, days: 1, state: 'listed', until: 'now', beats: () => [] },
} as const satisfies Record<string, Story>

export type StoryName = keyof typeof storyTable
export const stories: Readonly<Record<StoryName, Story>> = storyTable
export const storyNames = Object.keys(storyTable) as StoryName[]
