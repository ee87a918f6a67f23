// The screen of each address, loaded when it is first opened: what a start of the program needs is Today alone.

import type { Component } from 'svelte';
import type { Route, RouteName } from '$lib/router.svelte';
import Today from './screens/Today.svelte';

/** A screen as the frame draws it; each gets only addresses of its own name. */
export type AnyScreen = Component<{ route: Route }>;

const LOADERS: Record<RouteName, () => Promise<{ default: unknown }>> = {
  today: () => Promise.resolve({ default: Today }),
  calendar: () => import('./screens/Calendar.svelte'),
  partnerships: () => import('./screens/Partnerships.svelte'),
  partnership: () => import('./screens/Partnership.svelte'),
  sync: () => import('./screens/Sync.svelte'),
  welcome: () => import('./screens/Welcome.svelte'),
  join: () => import('./screens/Join.svelte'),
  visit_new: () => import('./screens/VisitNew.svelte'),
  visit_copy: () => import('./screens/VisitCopy.svelte'),
  trash: () => import('./screens/Trash.svelte'),
  settings: () => import('./screens/Settings.svelte'),
  overview: () => import('./screens/Overview.svelte'),
  itinerary: () => import('./screens/Itinerary.svelte'),
  participants: () => import('./screens/Participants.svelte'),
  people: () => import('./screens/People.svelte'),
  tasks: () => import('./screens/Tasks.svelte'),
  journal: () => import('./screens/Journal.svelte'),
};

const loaded = new Map<RouteName, AnyScreen>([['today', Today as unknown as AnyScreen]]);

/** The screen where it is there already, so that it is drawn at once. */
export function screenAtHand(name: RouteName): AnyScreen | null {
  return loaded.get(name) ?? null;
}

/** The screen, when it is there. Rejects where its file cannot be read. */
export async function loadScreen(name: RouteName): Promise<AnyScreen> {
  const found = (await LOADERS[name]()).default as AnyScreen;
  loaded.set(name, found);
  return found;
}
