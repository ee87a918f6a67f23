// The bar of menus that the system draws: what the Find box can do and the screens, under the headings of a desktop.

import type { Desk } from '$lib/desk.svelte';
import type { Menu, MenuItem, MenuRole } from '$lib/host/host';
import { t, type Key } from '$lib/i18n/i18n.svelte';
import { isTyping } from '$lib/keys.svelte';
import type { Route } from '$lib/router.svelte';
import { VISIT_PARTS } from '$lib/visit-parts';
import { actionsOf, visitInWork } from '../find/actions';
import type { FrameActions } from '../frame-keys';
import { SCREEN_NAMES } from '../places';

/** The menus as the system draws them, and what each of their entries does. */
export interface NativeMenu {
  readonly menus: readonly Menu[];
  readonly runs: ReadonlyMap<string, () => void>;
  /** What the Find box calls so, as an entry for a menu elsewhere. */
  readonly entry: (label: Key) => MenuItem;
}

/** The menus for what can be done now. A Mac keeps what concerns the program itself in a menu of its name. */
export function nativeMenu(desk: Desk, frame: FrameActions, mac: boolean): NativeMenu {
  const runs = new Map<string, () => void>();
  const actions = actionsOf(desk, frame);

  function entry(id: string, label: Key, run: (() => void) | null, chord: string | null = null): MenuItem {
    if (run) runs.set(id, run);
    // A letter alone would be taken from whoever types it.
    const key = chord?.startsWith('mod+') ? chord : null;
    return { kind: 'entry', id, label: t(label), key, enabled: run !== null };
  }
  /** What the Find box calls so. What cannot be done now stays in its place, pale. */
  function act(label: Key, instead: (() => boolean) | null = null): MenuItem {
    const action = actions.find((candidate) => candidate.label === label);
    return entry(label, label, action ? () => instead?.() || void action.run() : null, action?.chord);
  }
  function go(route: Route): MenuItem {
    return entry(`go ${route.name}`, SCREEN_NAMES[route.name], () => desk.router.go(route));
  }

  const visit = visitInWork(desk);
  const chapter = (['today', 'calendar', 'partnerships', 'people'] as const).map((name) => go({ name }));
  const parts = visit ? [LINE, ...VISIT_PARTS.map((name) => go({ name, visit: visit.id }))] : [];
  const settings = act('find.do.settings');
  const about = act('find.do.about');
  const program = [about, LINE, settings, LINE, ...roles('hide', 'hide_others', 'show_all'), LINE, ...roles('quit')];
  const menus: Menu[] = [
    ...(mac ? [{ label: t('frame.app'), items: program }] : []),
    {
      label: t('menu.file'),
      items: [
        act('find.do.plan_visit'),
        act('find.do.import_people'),
        LINE,
        act('find.do.back_up'),
        ...(mac ? [] : [LINE, settings, LINE, ...roles('quit')]),
      ],
    },
    {
      label: t('menu.edit'),
      items: [
        act('find.do.undo', () => editsText('undo')),
        act('find.do.redo', () => editsText('redo')),
        act('find.do.steps'),
        LINE,
        ...roles('cut', 'copy', 'paste', 'select_all'),
      ],
    },
    {
      label: t('menu.view'),
      items: [
        act('find.do.text_larger'),
        act('find.do.text_smaller'),
        act('find.do.text_normal'),
        LINE,
        act('find.do.light'),
        act('find.do.dark'),
      ],
    },
    {
      label: t('menu.go'),
      items: [
        entry('find', 'frame.find', desk.chapter ? frame.find : null, 'mod+k'),
        ...(desk.chapter ? [LINE, ...chapter, ...parts, LINE, go({ name: 'sync' }), go({ name: 'trash' })] : []),
      ],
    },
    { label: t('menu.help'), items: [act('find.do.keys'), ...(mac ? [] : [about])] },
  ];
  return { menus, runs, entry: act };
}

const LINE: MenuItem = { kind: 'line' };

function roles(...names: MenuRole[]): MenuItem[] {
  return names.map((role) => ({ kind: 'role', role, label: t(`menu.role.${role}`) }));
}

/** Whoever is typing means the text, as with the key. Says whether it was done. */
function editsText(command: 'undo' | 'redo'): boolean {
  return isTyping(document.activeElement) && document.execCommand(command);
}
