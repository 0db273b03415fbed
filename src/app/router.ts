import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { isMissingChunk } from './session/failures'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the place in the navigation that the page belongs to. */
    nav?: NavKey
    /** Something is being written here: no bar to leave by, no reload, no update. */
    form?: boolean
    /** Shown whether or not anybody is signed in, without the frame of the app. */
    outside?: boolean
    /** Help: also shown to whoever is not, or can't be, signed in. */
    anyone?: boolean
  }
}

export type NavKey =
  | 'home'
  | 'subjects'
  | 'visit'
  | 'tasks'
  | 'records'
  | 'desk'
  | 'lists'
  | 'notices'
  | 'campaign'
  | 'people'
  | 'areas'
  | 'sync'
  | 'more'

/** Every page is a chunk of its own, in the precache of the first visit. */
export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', meta: { nav: 'home' }, component: () => import('./pages/HomePage.vue') },
  {
    path: '/subjects',
    name: 'subjects',
    meta: { nav: 'subjects' },
    component: () => import('./pages/SubjectsPage.vue'),
  },
  {
    path: '/subjects/new',
    name: 'subject.new',
    meta: { nav: 'subjects', form: true },
    component: () => import('./pages/SubjectFormPage.vue'),
  },
  {
    path: '/subjects/:id',
    name: 'subject',
    meta: { nav: 'subjects' },
    component: () => import('./pages/SubjectPage.vue'),
  },
  {
    path: '/subjects/:id/edit',
    name: 'subject.edit',
    meta: { nav: 'subjects', form: true },
    component: () => import('./pages/SubjectFormPage.vue'),
  },
  {
    path: '/visits/new',
    name: 'visit.new',
    meta: { nav: 'visit', form: true },
    component: () => import('./pages/VisitFormPage.vue'),
  },
  {
    path: '/visits/:id',
    name: 'visit',
    meta: { nav: 'records' },
    component: () => import('./pages/VisitPage.vue'),
  },
  {
    path: '/records',
    name: 'records',
    meta: { nav: 'records' },
    component: () => import('./pages/RecordsPage.vue'),
  },
  { path: '/route', name: 'route', meta: { nav: 'home' }, component: () => import('./pages/RoutePage.vue') },
  {
    path: '/roster',
    name: 'roster',
    meta: { nav: 'more' },
    component: () => import('./pages/RosterPage.vue'),
  },
  {
    path: '/roster/:area',
    name: 'roster.village',
    meta: { nav: 'more' },
    component: () => import('./pages/RosterVillagePage.vue'),
  },
  {
    path: '/leaders',
    name: 'leaders',
    meta: { nav: 'more' },
    component: () => import('./pages/loop/LeadersPage.vue'),
  },
  {
    path: '/attention',
    name: 'attention',
    meta: { nav: 'home' },
    component: () => import('./pages/AttentionPage.vue'),
  },
  {
    path: '/issues/:id/resubmit',
    name: 'issue.resubmit',
    meta: { nav: 'home', form: true },
    component: () => import('./pages/IssueResubmitPage.vue'),
  },
  {
    path: '/issues/:id',
    name: 'issue',
    meta: { nav: 'home' },
    component: () => import('./pages/loop/IssuePage.vue'),
  },
  {
    path: '/tasks',
    name: 'tasks',
    meta: { nav: 'tasks' },
    component: () => import('./pages/loop/TasksPage.vue'),
  },
  {
    path: '/tasks/:id',
    name: 'task',
    meta: { nav: 'tasks' },
    component: () => import('./pages/loop/TasksPage.vue'),
  },
  {
    path: '/desk',
    name: 'desk',
    meta: { nav: 'desk' },
    component: () => import('./pages/desk/DeskPage.vue'),
  },
  {
    path: '/desk/:id',
    name: 'desk.issue',
    meta: { nav: 'desk' },
    component: () => import('./pages/desk/DeskPage.vue'),
  },
  {
    path: '/lists',
    name: 'lists',
    meta: { nav: 'lists' },
    component: () => import('./pages/lists/ListsPage.vue'),
  },
  {
    path: '/lists/:id',
    name: 'list',
    meta: { nav: 'lists' },
    component: () => import('./pages/lists/ListPage.vue'),
  },
  {
    path: '/lists/:id/bulletin',
    name: 'list.bulletin',
    meta: { nav: 'lists' },
    component: () => import('./pages/lists/BulletinPage.vue'),
  },
  {
    path: '/notices',
    name: 'notices',
    meta: { nav: 'notices' },
    component: () => import('./pages/notice/NoticesPage.vue'),
  },
  {
    path: '/notices/:id',
    name: 'notice',
    meta: { nav: 'notices' },
    component: () => import('./pages/notice/NoticePage.vue'),
  },
  {
    path: '/notices/:id/print',
    name: 'notice.print',
    meta: { nav: 'notices' },
    component: () => import('./pages/notice/NoticePrintPage.vue'),
  },
  {
    path: '/campaign',
    name: 'campaign',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/CampaignPage.vue'),
  },
  {
    path: '/plans',
    name: 'plans',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/PlansPage.vue'),
  },
  {
    path: '/plans/:id',
    name: 'plan',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/PlanPage.vue'),
  },
  {
    path: '/activities',
    name: 'activities',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/ActivitiesPage.vue'),
  },
  {
    path: '/talks',
    name: 'talks',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/TalksPage.vue'),
  },
  {
    path: '/cases',
    name: 'cases',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/CasesPage.vue'),
  },
  {
    path: '/cases/:id',
    name: 'case',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/CasePage.vue'),
  },
  {
    path: '/press',
    name: 'press',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/PressPage.vue'),
  },
  {
    path: '/reports/units',
    name: 'unitReports',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/UnitReportsPage.vue'),
  },
  {
    path: '/reports/units/:id',
    name: 'unitReport',
    meta: { nav: 'campaign' },
    component: () => import('./pages/campaign/UnitReportPage.vue'),
  },
  {
    path: '/draws',
    name: 'draws',
    meta: { nav: 'more' },
    component: () => import('./pages/draws/DrawsPage.vue'),
  },
  {
    path: '/draws/:id',
    name: 'draw',
    meta: { nav: 'more' },
    component: () => import('./pages/draws/DrawPage.vue'),
  },
  { path: '/sync', name: 'sync', meta: { nav: 'sync' }, component: () => import('./pages/SyncPage.vue') },
  {
    path: '/settings',
    name: 'settings',
    meta: { nav: 'more' },
    component: () => import('./pages/SettingsPage.vue'),
  },
  {
    path: '/admin/import',
    name: 'admin.import',
    // Reading a file and correcting how it is understood is work that a reload would throw away.
    meta: { nav: 'more', form: true },
    component: () => import('./pages/admin/ImportPage.vue'),
  },
  {
    path: '/admin/people',
    name: 'admin.people',
    meta: { nav: 'people' },
    component: () => import('./pages/admin/PeoplePage.vue'),
  },
  {
    path: '/admin/areas',
    name: 'admin.areas',
    meta: { nav: 'areas' },
    component: () => import('./pages/admin/AreasPage.vue'),
  },
  {
    path: '/admin/settings',
    name: 'admin.settings',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/ZoneSettingsPage.vue'),
  },
  {
    path: '/admin/units',
    name: 'admin.units',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/UnitsPage.vue'),
  },
  {
    path: '/admin/categories',
    name: 'admin.categories',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/CategoriesPage.vue'),
  },
  {
    path: '/admin/rules',
    name: 'admin.rules',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/RulesPage.vue'),
  },
  {
    path: '/admin/calendar',
    name: 'admin.calendar',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/CalendarPage.vue'),
  },
  {
    path: '/admin/campaigns',
    name: 'admin.campaigns',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/CampaignsPage.vue'),
  },
  {
    path: '/admin/notice-texts',
    name: 'admin.noticeTexts',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/NoticeTextsPage.vue'),
  },
  {
    path: '/admin/pairings',
    name: 'admin.pairings',
    meta: { nav: 'more' },
    component: () => import('./pages/zone/PairingsPage.vue'),
  },
  { path: '/about', name: 'about', meta: { nav: 'more' }, component: () => import('./pages/AboutPage.vue') },
  {
    path: '/diagnosis',
    name: 'diagnosis',
    meta: { nav: 'sync' },
    component: () => import('./pages/help/DiagnosisPage.vue'),
  },
  {
    path: '/feedback',
    name: 'feedback',
    // What was typed is not kept on the phone, so nothing may reload the page under it.
    meta: { nav: 'more', form: true },
    component: () => import('./pages/help/FeedbackPage.vue'),
  },
  {
    path: '/help/install',
    name: 'install',
    meta: { nav: 'more', anyone: true },
    component: () => import('./pages/help/InstallPage.vue'),
  },
  {
    path: '/help/self-test',
    name: 'selfTest',
    meta: { nav: 'more', anyone: true },
    component: () => import('./pages/help/SelfTestPage.vue'),
  },
  { path: '/loss', name: 'loss', meta: { nav: 'home' }, component: () => import('./pages/LossPage.vue') },
  {
    path: '/set-up',
    name: 'setUp',
    meta: { outside: true, form: true },
    component: () => import('./pages/SetUpPage.vue'),
  },
  {
    path: '/first-password',
    name: 'firstPassword',
    meta: { outside: true, form: true },
    component: () => import('./pages/FirstPasswordPage.vue'),
  },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./components/shell/MissingPage.vue') },
]

export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.name === from.name ? undefined : { top: 0 }),
  })
  // After another tab put a new build to use, this tab's chunks are gone; the new build has the page.
  router.onError((error, to) => {
    if (isMissingChunk(error) && navigator.onLine) window.location.assign(to.fullPath)
  })
  return router
}
