import { defineStore } from 'pinia'
import { ref } from 'vue'

/** What somebody is writing about the app: kept while the window is open, never on the phone, since it lies unsealed here. */
export const useFeedbackStore = defineStore('feedback', () => {
  const text = ref('')
  const along = ref<'report' | 'nothing'>('report')
  return { text, along }
})
