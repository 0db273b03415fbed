import { defineConfig, minimal2023Preset } from '@vite-pwa/assets-generator/config'

/**
 * Draws the PNG icons from public/icon.svg: `npx pwa-assets-generator`. They are committed, so no build needs
 * an image library; run it again only when the SVG changes. Maskable and Apple icons are cut to other shapes
 * by the phone, so they get the cover's red to the edge.
 */
const cover = { background: '#861b1f', fit: 'contain' } as const

export default defineConfig({
  preset: {
    ...minimal2023Preset,
    transparent: { ...minimal2023Preset.transparent, padding: 0 },
    maskable: { ...minimal2023Preset.maskable, padding: 0, resizeOptions: cover },
    apple: { ...minimal2023Preset.apple, padding: 0, resizeOptions: cover },
  },
  images: ['public/icon.svg'],
})
