/** All steps by family. In some histories one of the new families comes often, so that its long ways are walked to the end. */
import { editionSteps, editionWeights } from './edition'
import { handlingSteps, handlingWeights } from './handling'
import { noticeSteps, noticeWeights } from './notice'
import { peopleSteps, peopleWeights } from './people'
import type { Steps, Weights } from './scene'
import { settingsSteps, settingsWeights } from './settings'
import { workSteps, workWeights } from './work'

interface FamilyOfSteps {
  steps: Steps
  weights: Weights<string>
}

export const families = {
  handling: { steps: handlingSteps, weights: handlingWeights },
  edition: { steps: editionSteps, weights: editionWeights },
  notice: { steps: noticeSteps, weights: noticeWeights },
  work: { steps: workSteps, weights: workWeights },
  settings: { steps: settingsSteps, weights: settingsWeights },
  people: { steps: peopleSteps, weights: peopleWeights },
} as const satisfies Record<string, FamilyOfSteps>
export type Family = keyof typeof families
export const familyNames = Object.keys(families) as Family[]
export const familyOf = (name: Family): FamilyOfSteps => families[name]

/** The closed loop itself is played in all of them. */
const always: readonly Family[] = ['handling', 'edition']
const themes = ['handling', 'notice', 'work', 'settings', 'people'] as const satisfies readonly Family[]
export type Theme = (typeof themes)[number]

export const themeOf = (seed: number): Theme =>
  themes[Math.floor(Math.abs(seed) / 4) % themes.length] ?? 'handling'

/** How much oftener or rarer a family comes in histories of a theme. */
export const shareOf = (family: Family, theme: Theme): number =>
  always.includes(family) ? 1 : family === theme ? 3 : 0.25
