import { createApp } from 'vue'
import App from './App.vue'
import { registerWorker } from './pwa/registerWorker'

createApp(App).mount('#app')
if (import.meta.env.PROD) registerWorker({ onUpdateReady: () => {} })
