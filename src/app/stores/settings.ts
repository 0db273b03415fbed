import { defineStore } from 'pinia'
import { reactive, toRefs, watch } from 'vue'
import {
  applyDisplay,
  keepDisplaySettings,
  readDisplaySettings,
  type DisplaySettings,
} from '../session/displaySettings'

/** How the page looks on this device; the language itself is switched by whoever owns the i18n instance. */
export const useSettingsStore = defineStore('settings', () => {
  const settings = reactive<DisplaySettings>(readDisplaySettings())
  watch(
    settings,
    (now) => {
      keepDisplaySettings(now)
      applyDisplay(now, document.documentElement)
    },
    { flush: 'sync' },
  )
  return toRefs(settings)
})
