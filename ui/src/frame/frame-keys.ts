// The keys that answer on every screen.

import type { Desk } from '$lib/desk.svelte';
import type { Binding } from '$lib/keys.svelte';
import { menuRoutes, visitOf } from './places';
import { cycleRegion } from './regions';

/** What keys, menus and the Find box open. */
export interface FrameActions {
  find(): void;
  showKeys(): void;
  showSettings(): void;
  showSteps(): void;
}

export function frameKeys(desk: Desk, { find, showKeys, showSettings, showSteps }: FrameActions): Binding[] {
  return [
    { key: 'mod+k', label: 'frame.key_find', run: find },
    { key: 'mod+z', label: 'frame.key_undo', run: () => void desk.undo() },
    { key: 'mod+shift+z', label: 'frame.key_redo', run: () => void desk.redo() },
    { key: 'alt+z', label: 'step.title', run: showSteps },
    { key: 'mod+,', label: 'frame.settings', run: showSettings },
    { key: 'f6', label: 'frame.key_region', run: () => cycleRegion(document, 1) },
    { key: 'shift+f6', label: 'frame.key_region_back', run: () => cycleRegion(document, -1) },
    { key: '?', label: 'frame.keys_show', run: showKeys },
  ];
}

/** Alt 1 to Alt 9: the entries of the menu from the top. */
export function menuKeys(desk: Desk): Binding[] {
  return menuRoutes(desk.visits, visitOf(desk.router.route))
    .slice(0, 9)
    .map((route, index) => ({
      key: `alt+${index + 1}`,
      label: 'frame.key_menu',
      args: { number: index + 1 },
      run: () => desk.router.go(route),
    }));
}
