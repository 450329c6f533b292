// The addresses of the workbench. Each page is loaded when it is first gone to. A page with `scope`
// follows the unit and the period chosen at the top, or the unit alone.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { t, type MessageId } from './base/i18n';
import { parsePeriod } from './base/period';
import { useScope } from './base/scope';
import { useSession } from './base/session';

declare module 'vue-router' {
  interface RouteMeta {
    title?: MessageId;
    open?: boolean; // for those who are not signed in
    scope?: boolean | 'unit';
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    component: () => import('./pages/SignIn.vue'),
    meta: { open: true, title: 'web.sign_in.go' },
  },
  {
    path: '/',
    component: () => import('./pages/Today.vue'),
    meta: { title: 'web.nav.today', scope: 'unit' },
  },
  {
    path: '/ledgers',
    component: () => import('./pages/Ledgers.vue'),
    meta: { title: 'web.nav.ledgers' },
  },
  {
    path: '/ledgers/drafts',
    component: () => import('./pages/Drafts.vue'),
    meta: { title: 'web.drafts.title' },
  },
  {
    path: '/ledgers/:ledger',
    component: () => import('./pages/LedgerPage.vue'),
    props: true,
    meta: { title: 'web.nav.ledgers', scope: true },
  },
  {
    path: '/ledgers/:ledger/new',
    component: () => import('./pages/RecordForm.vue'),
    props: true,
    meta: { title: 'web.entry.title' },
  },
  {
    path: '/ledgers/:ledger/grid',
    component: () => import('./pages/GridEntry.vue'),
    props: true,
    meta: { title: 'web.grid.title' },
  },
  {
    path: '/ledgers/:ledger/import',
    component: () => import('./pages/ImportPage.vue'),
    props: true,
    meta: { title: 'web.import.title' },
  },
  {
    path: '/imports',
    component: () => import('./pages/ImportsPage.vue'),
    meta: { title: 'web.imports.title', scope: 'unit' },
  },
  {
    path: '/start',
    component: () => import('./pages/StartPage.vue'),
    meta: { title: 'web.start.title' },
  },
  {
    path: '/begin',
    component: () => import('./pages/BeginPage.vue'),
    meta: { open: true, title: 'web.start.found_title' },
  },
  {
    path: '/ledgers/:ledger/:id',
    component: () => import('./pages/RecordPage.vue'),
    props: true,
    meta: { title: 'web.record.title' },
  },
  {
    path: '/ledgers/:ledger/:id/edit',
    component: () => import('./pages/RecordForm.vue'),
    props: true,
    meta: { title: 'web.entry.edit_title' },
  },
  {
    path: '/ledgers/:ledger/:id/correct',
    component: () => import('./pages/RecordForm.vue'),
    props: (route) => ({ ...route.params, correcting: true }),
    meta: { title: 'web.entry.correct_title' },
  },
  {
    path: '/review',
    component: () => import('./pages/ReviewQueue.vue'),
    meta: { title: 'web.nav.review', scope: 'unit' },
  },
  {
    path: '/figures',
    component: () => import('./pages/Figures.vue'),
    meta: { title: 'web.nav.figures', scope: true },
  },
  {
    path: '/plan',
    component: () => import('./pages/PlanPage.vue'),
    meta: { title: 'web.nav.plan', scope: true },
  },
  {
    path: '/plan/target',
    component: () => import('./pages/TargetPage.vue'),
    meta: { title: 'web.plan.target' },
  },
  {
    path: '/summaries',
    component: () => import('./pages/Summaries.vue'),
    meta: { title: 'web.nav.summaries' },
  },
  {
    path: '/summaries/drafts/:id',
    component: () => import('./pages/DraftPage.vue'),
    props: true,
    meta: { title: 'web.draft.title' },
  },
  {
    path: '/summaries/:unit/:period',
    component: () => import('./pages/SummaryPage.vue'),
    props: true,
    meta: { title: 'web.nav.summaries' },
  },
  {
    path: '/proof',
    component: () => import('./pages/ProofPage.vue'),
    meta: { title: 'web.proof.title', scope: true },
  },
  {
    path: '/forms',
    component: () => import('./pages/Forms.vue'),
    meta: { title: 'web.forms.title', scope: 'unit' },
  },
  {
    path: '/forms/:id',
    component: () => import('./pages/FormPage.vue'),
    props: true,
    meta: { title: 'web.forms.title' },
  },
  {
    path: '/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: 'web.nav.settings' },
    children: [
      { path: '', redirect: '/settings/account' },
      {
        path: 'account',
        component: () => import('./pages/SettingsAccount.vue'),
        meta: { title: 'web.settings.account' },
      },
      {
        path: 'units',
        component: () => import('./pages/SettingsUnits.vue'),
        meta: { title: 'web.settings.units' },
      },
      {
        path: 'people',
        component: () => import('./pages/SettingsPeople.vue'),
        meta: { title: 'web.settings.people' },
      },
      {
        path: 'ledgers',
        component: () => import('./pages/SettingsLedgers.vue'),
        meta: { title: 'web.settings.ledgers' },
      },
      {
        path: 'indicators',
        component: () => import('./pages/SettingsIndicators.vue'),
        meta: { title: 'web.settings.indicators' },
      },
      {
        path: 'templates',
        component: () => import('./pages/SettingsTemplates.vue'),
        meta: { title: 'web.settings.templates' },
      },
      {
        path: 'calendar',
        component: () => import('./pages/SettingsCalendar.vue'),
        meta: { title: 'web.settings.calendar' },
      },
      {
        path: 'campaigns',
        component: () => import('./pages/SettingsCampaigns.vue'),
        meta: { title: 'web.settings.campaigns' },
      },
      {
        path: 'audit',
        component: () => import('./pages/SettingsAudit.vue'),
        meta: { title: 'web.settings.audit' },
      },
      {
        path: 'backup',
        component: () => import('./pages/SettingsBackup.vue'),
        meta: { title: 'web.settings.backup' },
      },
      {
        path: 'about',
        component: () => import('./pages/SettingsAbout.vue'),
        meta: { title: 'web.settings.about' },
      },
    ],
  },
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/NotFound.vue'),
    meta: { title: 'web.not_found.title' },
  },
];

export function makeRouter() {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  });
  router.beforeEach((to, from) => {
    const session = useSession();
    const blocked = !session.signedIn || session.person?.must_change_password;
    if (!to.meta.open && blocked) return { path: '/sign-in', query: { back: to.fullPath } };
    if (!from.matched.length || to.path !== from.path) takeScope(to.query.unit, to.query.period);
    return true;
  });
  router.afterEach((to, from) => {
    const title = to.meta.title ? t(to.meta.title) : '';
    document.title = `${title ? `${title} · ` : ''}${t('web.product.name')}`;
    // What is read aloud next is the new page, not the link that was followed.
    if (from.matched.length && to.path !== from.path) {
      setTimeout(() => document.getElementById('main')?.focus({ preventScroll: true }));
    }
  });
  return router;
}

// A link says what its sender looked at.
function takeScope(unit: unknown, period: unknown): void {
  const scope = useScope();
  const found = typeof period === 'string' ? parsePeriod(period) : undefined;
  if (found) scope.setPeriod(found);
  if (typeof unit === 'string' && unit) scope.setUnit(unit);
}
