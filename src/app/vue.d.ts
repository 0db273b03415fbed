/**
 * For tools that read TypeScript but not Vue files (the linter). vue-tsc finds the real component first, so
 * types are not lost here.
 */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}
