// Screens that are opened to begin something: `#/v/…/participants?do=add`.

import { untrack } from 'svelte';
import type { Desk } from './desk.svelte';
import type { Route } from './router.svelte';

/** An address that may name what to begin. */
type Beginning = Extract<Route, { do?: string }>;

/**
 * Begins what the address asks for, once the screen is `ready`. The address then names the screen alone, so that nothing
 * is begun again on the way back. What a screen does not know is left.
 *
 * To be called while a component is made.
 */
export function beginAsAsked(
  desk: Pick<Desk, 'router'>,
  route: () => Beginning,
  begin: Readonly<Record<string, () => void>>,
  ready: () => boolean = () => true,
): void {
  $effect(() => {
    const { do: what, ...screen } = route();
    if (what === undefined || !ready()) return;
    untrack(() => {
      desk.router.replace(screen as Route);
      begin[what]?.();
    });
  });
}
