// The keys of the day board.

import type { Binding } from '$lib/keys.svelte';
import type { Arrow } from './neighbours';
import { STEP_MINUTES } from './place';

interface BoardActions {
  add(): void;
  turn(days: number): void;
}

/** Keys that answer anywhere on the screen. */
export function boardKeys({ add, turn }: BoardActions): Binding[] {
  return [
    { key: 'n', label: 'itinerary.key.new', run: add },
    { key: '[', label: 'itinerary.key.earlier', run: () => turn(-1) },
    { key: ']', label: 'itinerary.key.later', run: () => turn(1) },
  ];
}

interface ItemActions {
  go(arrow: Arrow): void;
  shift(by: { dayShift?: number; minutes?: number }): void;
  shiftEnd(minutes: number): void;
  putAway(): void;
  duplicate(): void;
}

/** Keys that answer while the focus is on an item. Days run in the direction of reading. */
export function itemKeys({ go, shift, shiftEnd, putAway, duplicate }: ItemActions): Binding[] {
  const forward = () => (document.documentElement.dir === 'rtl' ? -1 : 1);
  return [
    { key: 'arrowup', label: 'itinerary.key.up', run: () => go('up') },
    { key: 'arrowdown', label: 'itinerary.key.down', run: () => go('down') },
    { key: 'arrowleft', label: 'itinerary.key.left', run: () => go(forward() > 0 ? 'previous_day' : 'next_day') },
    { key: 'arrowright', label: 'itinerary.key.right', run: () => go(forward() > 0 ? 'next_day' : 'previous_day') },
    { key: 'alt+arrowup', label: 'itinerary.key.sooner', run: () => shift({ minutes: -STEP_MINUTES }) },
    { key: 'alt+arrowdown', label: 'itinerary.key.later_time', run: () => shift({ minutes: STEP_MINUTES }) },
    { key: 'alt+arrowleft', label: 'itinerary.key.day_left', run: () => shift({ dayShift: -forward() }) },
    { key: 'alt+arrowright', label: 'itinerary.key.day_right', run: () => shift({ dayShift: forward() }) },
    { key: 'alt+shift+arrowup', label: 'itinerary.key.shorter', run: () => shiftEnd(-STEP_MINUTES) },
    { key: 'alt+shift+arrowdown', label: 'itinerary.key.longer', run: () => shiftEnd(STEP_MINUTES) },
    { key: 'd', label: 'itinerary.key.duplicate', run: duplicate },
    { key: 'delete', label: 'itinerary.key.put_away', run: putAway },
  ];
}
