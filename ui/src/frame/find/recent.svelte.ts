// Where the person was lately, to go back there.

import { href, type Route } from '$lib/router.svelte';

/** How many places are kept. */
const KEPT_MAX = 8;

/** A place, with its name where it is more than its screen's. */
export interface Been {
  readonly route: Route;
  readonly title: string | null;
  readonly native: string | null;
}

export class Recent {
  /** The latest first, each place once. */
  places: readonly Been[] = $state.raw([]);

  /** Remembers a screen that was opened. */
  note(route: Route): void {
    const known = this.places.find((been) => href(been.route) === href(route));
    this.#put(known ?? { route, title: null, native: null });
  }

  /** Remembers something that was found and opened by its name. */
  open(route: Route, title: string, native: string | null): void {
    this.#put({ route, title, native });
  }

  #put(been: Been): void {
    const others = this.places.filter(({ route }) => href(route) !== href(been.route));
    this.places = [been, ...others].slice(0, KEPT_MAX);
  }
}
