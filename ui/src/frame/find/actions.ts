// Everything that can be done from the Find box, with the key that does the same.

import { apiError } from '$lib/api/call';
import type { VisitRow } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { i18n, t, type Key } from '$lib/i18n/i18n.svelte';
import { LANGUAGE_OPTIONS } from '$lib/i18n/languages';
import { parseRoute } from '$lib/router.svelte';
import { TEXT_SIZES } from '$lib/text-sizes';
import type { FrameActions } from '../frame-keys';
import { visitOf } from '../places';
import type { Entry } from './entries';

/** Something to do. The label tells which of all things it is, whatever its words say in this visit or language. */
export interface Action extends Entry {
  readonly label: Key;
}

/** The visit that things are done to: the one in view, else the one that runs or comes next. */
export function visitInWork(desk: Desk): VisitRow | null {
  const open = visitOf(desk.router.route);
  return desk.visits.find(({ id }) => id === open) ?? desk.visits.find(({ past }) => !past) ?? null;
}

/** What can be done now. What cannot be is not listed. */
export function actionsOf(desk: Desk, frame: FrameActions): Action[] {
  const visit = visitInWork(desk);
  const dark = desk.theme === 'dark';
  const { undoLabel, redoLabel } = desk;
  const inVisit = visit ? visitActions(desk, visit) : [];
  return [
    ...inVisit,
    action('find.do.plan_visit', () => desk.router.go({ name: 'visit_new' })),
    ...(undoLabel ? [action('find.do.undo', () => desk.undo(), { detail: undoLabel, chord: 'mod+z' })] : []),
    ...(redoLabel ? [action('find.do.redo', () => desk.redo(), { detail: redoLabel, chord: 'mod+shift+z' })] : []),
    action('find.do.steps', frame.showSteps, { chord: 'alt+z' }),
    action('find.do.trash', () => desk.router.go({ name: 'trash' })),
    ...(desk.sync?.server ? [action('find.do.exchange', () => exchange(desk))] : []),
    action(dark ? 'find.do.light' : 'find.do.dark', () => desk.prefer({ theme: dark ? 'light' : 'dark' })),
    ...textSizes(desk),
    ...languages(desk),
    ...(desk.chapter ? [action('find.do.back_up', () => desk.router.go({ name: 'settings', do: 'back_up' }))] : []),
    action('find.do.settings', frame.showSettings, { chord: 'mod+,' }),
    action('find.do.keys', frame.showKeys, { chord: '?' }),
    action('find.do.about', () => desk.router.go({ name: 'settings', do: 'about' })),
  ];
}

/** Things to do in one visit: each opens its screen and begins there. */
function visitActions(desk: Desk, visit: VisitRow): Action[] {
  const begin = (label: Key, address: string, chord: string | null = null) => {
    const route = parseRoute(`#/v/${encodeURIComponent(visit.id)}/${address}`);
    if (!route) return [];
    // A letter means its screen's own thing, so that it is told only there.
    const here = route.name === desk.router.route.name;
    return [action(label, () => desk.router.go(route), { detail: visit.title, chord: here ? chord : null })];
  };
  return [
    ...begin('find.do.add_item', 'itinerary?do=add', 'n'),
    ...begin('find.do.import_programme', 'itinerary?do=import'),
    ...begin('find.do.add_person', 'participants?do=add', 'n'),
    ...begin('find.do.check_in', 'participants?do=check_in', 'c'),
    ...begin('find.do.import_people', 'participants?do=import', 'i'),
    ...begin('find.do.add_task', 'tasks?do=add', 'n'),
    ...begin('find.do.add_note', 'journal?do=add', 'n'),
    ...begin('find.do.copy_visit', 'copy'),
  ];
}

/** The next larger size, the next smaller one, and the size that all begin with; none that is in use. */
function textSizes(desk: Desk): Action[] {
  const now = desk.preferences.text_size ?? TEXT_SIZES[0];
  const to = (label: Key, size: number | undefined) =>
    size === undefined || size === now ? [] : [action(label, () => desk.prefer({ text_size: size }))];
  return [
    ...to(
      'find.do.text_larger',
      TEXT_SIZES.find((size) => size > now),
    ),
    ...to('find.do.text_smaller', TEXT_SIZES.filter((size) => size < now).at(-1)),
    ...to('find.do.text_normal', TEXT_SIZES[0]),
  ];
}

/** The languages other than the one in use, each under its own name. */
function languages(desk: Desk): Action[] {
  return LANGUAGE_OPTIONS.filter(({ value }) => value !== i18n.language).map(({ value, label }) =>
    action('find.do.language', () => desk.prefer({ language: value }), { detail: label }),
  );
}

async function exchange(desk: Desk): Promise<void> {
  try {
    await desk.api('sync_now');
    desk.say(t('find.exchanged'));
  } catch (thrown) {
    desk.report(apiError(thrown, 'sync_now'));
  }
}

function action(
  label: Key,
  run: () => void | Promise<void>,
  { detail = null, chord = null }: Partial<Pick<Entry, 'detail' | 'chord'>> = {},
): Action {
  return {
    label,
    key: `do ${label} ${detail ?? ''}`,
    title: t(label),
    proper: false,
    native: null,
    detail,
    chord,
    run,
  };
}
