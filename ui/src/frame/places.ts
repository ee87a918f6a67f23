// The entries of the menu, in their order. Nothing is here that does not work.

import type { VisitRow } from '$lib/api/bindings';
import type { Key } from '$lib/i18n/i18n.svelte';
import type { Route, RouteName } from '$lib/router.svelte';
import { VISIT_PART_NAMES, VISIT_PARTS } from '$lib/visit-parts';

/** What each screen is called, in the menu and where one is. */
export const SCREEN_NAMES: Record<RouteName, Key> = {
  today: 'frame.today',
  calendar: 'frame.calendar',
  partnerships: 'frame.partnerships',
  partnership: 'frame.partnership',
  sync: 'frame.sync',
  welcome: 'frame.welcome',
  join: 'join.title',
  visit_new: 'frame.visit_new',
  visit_copy: 'copy.title',
  trash: 'trash.title',
  settings: 'settings.title',
  people: 'frame.people',
  ...VISIT_PART_NAMES,
};

/** Screens of the first run and of invitations, which are things to do rather than places to come back to. */
export const NO_PLACES: ReadonlySet<RouteName> = new Set(['welcome', 'join']);

/** The visit that the address is about, if any. */
export function visitOf(route: Route): string | null {
  return 'visit' in route ? route.visit : null;
}

/** Coming and running visits in their order, and past ones. */
export function splitVisits(visits: readonly VisitRow[]): { current: VisitRow[]; past: VisitRow[] } {
  return { current: visits.filter((visit) => !visit.past), past: visits.filter((visit) => visit.past) };
}

/** Where Alt 1, Alt 2 and so on lead: what is visible in the menu, from the top. */
export function menuRoutes(visits: readonly VisitRow[], open: string | null): Route[] {
  const { current, past } = splitVisits(visits);
  const shown = [...current, ...past.filter((visit) => visit.id === open)];
  return [
    { name: 'today' },
    { name: 'calendar' },
    { name: 'partnerships' },
    { name: 'people' },
    ...shown.flatMap((visit): Route[] =>
      visit.id === open
        ? VISIT_PARTS.map((name) => ({ name, visit: visit.id }))
        : [{ name: 'overview', visit: visit.id }],
    ),
    { name: 'sync' },
  ];
}
