import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { provideToasts } from './composables/useToasts'
import { createAppI18n, setLocale } from './i18n'
import { createAppRouter } from './router'
import { applyDisplay } from './session/displaySettings'
import { watchForFaults } from './session/faults'
import { useInstallStore } from './stores/install'
import { useSessionStore } from './stores/session'
import { useSettingsStore } from './stores/settings'
import { useUpdateStore } from './stores/update'

const app = createApp(App).use(createPinia())
// Before anything else: the storage takes a while to wake up, and the page is put together meanwhile.
const session = useSessionStore()
void session.start()
// Nearly everybody is signed in. What does not load now is loaded again when it is shown.
import('./components/shell/SignedInApp.vue').catch(() => undefined)

const i18n = createAppI18n()
const router = createAppRouter()
app.use(i18n).use(router)
provideToasts(app)
watchForFaults()
// Told like any other fault of the page, instead of to the console alone.
app.config.errorHandler = (error) => reportError(error)
useInstallStore().watchForOffer()

const settings = useSettingsStore()
applyDisplay(settings, document.documentElement)
// English is a chunk of its own; without it the page speaks Chinese until it can be loaded.
watch(
  () => settings.locale,
  (locale) => void setLocale(i18n, locale).catch(() => undefined),
  { immediate: true },
)

// Whoever signs in next begins at the front page, not where the one before left.
watch(
  () => session.state.phase,
  (_now, before) => before === 'open' && void router.replace({ name: 'home' }),
)
app.mount('#app')

if (import.meta.env.PROD) {
  const register = async (onUpdateReady: () => void) => {
    // A newer build is nothing that the first screen waits for.
    const { registerWorker } = await import('./pwa/registerWorker')
    return registerWorker({ onUpdateReady })
  }
  useUpdateStore().watchForUpdates(register, {
    formOpen: () => router.currentRoute.value.meta.form === true,
    busy: () => session.open?.client.status().isSyncing ?? false,
  })
}
