// The places of the workbench that someone with these roles has use for.
import type { Role } from '../api/types';
import type { IconName } from '../parts/icons';
import type { MessageId } from './i18n';

export interface Place {
  path: string;
  title: MessageId;
  icon: IconName;
  deskOnly?: boolean;
}

export function placesFor(has: (...roles: Role[]) => boolean): Place[] {
  const places: Place[] = [
    { path: '/', title: 'web.nav.today', icon: 'today' },
    { path: '/ledgers', title: 'web.nav.ledgers', icon: 'ledgers' },
  ];
  if (has('reviewer', 'leader', 'administrator')) {
    places.push({ path: '/review', title: 'web.nav.review', icon: 'review' });
  }
  places.push(
    { path: '/figures', title: 'web.nav.figures', icon: 'figures' },
    { path: '/plan', title: 'web.nav.plan', icon: 'target' },
    { path: '/summaries', title: 'web.nav.summaries', icon: 'summaries' },
    { path: '/proof', title: 'web.proof.title', icon: 'proof', deskOnly: true },
    { path: '/forms', title: 'web.forms.title', icon: 'grid', deskOnly: true },
    { path: '/settings', title: 'web.nav.settings', icon: 'settings', deskOnly: true },
  );
  return places;
}
