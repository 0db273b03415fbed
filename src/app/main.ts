import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { provideToasts } from './composables/useToasts'
import { createAppI18n, setLocale } from './i18n'
import { registerWorker } from './pwa/registerWorker'
import { createAppRouter } from './router'
import { applyDisplay } from './session/displaySettings'
import { watchForFaults } from './session/faults'
import { useInstallStore } from './stores/install'
import { useSessionStore } from './stores/session'
import { useSettingsStore } from './stores/settings'
import { useUpdateStore } from './stores/update'

const i18n = createAppI18n()
const router = createAppRouter()
const app = createApp(App).use(createPinia()).use(i18n).use(router)
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

const session = useSessionStore()
// Whoever signs in next begins at the front page, not where the one before left.
watch(
  () => session.state.phase,
  (_now, before) => before === 'open' && void router.replace({ name: 'home' }),
)
app.mount('#app')
void session.start()

if (import.meta.env.PROD) {
  useUpdateStore().watchForUpdates((onUpdateReady) => registerWorker({ onUpdateReady }), {
    formOpen: () => router.currentRoute.value.meta.form === true,
    busy: () => session.open?.client.status().isSyncing ?? false,
  })
}
