// What the Find box shows for a text.

import { ApiError, apiError, type Api } from '$lib/api/call';
import type { SearchHit, VisitRow } from '$lib/api/bindings';
import { t, type Key } from '$lib/i18n/i18n.svelte';
import type { Route } from '$lib/router.svelte';
import { SCREEN_NAMES, VISIT_PARTS } from './places';

/** How many hits are asked for; more than that and one types another letter. */
export const HITS_MAX = 30;

/** How long to wait for the next letter before asking. */
export const TYPING_MS = 120;

/** Somewhere to go. */
export interface Destination {
  readonly key: string;
  readonly title: string;
  readonly native: string | null;
  readonly detail: string | null;
  readonly route: Route;
}

/** The record kinds that have a screen to go to, in the order in which they are shown. */
export const GROUPS = [
  { kind: 'person', heading: 'frame.find_people' },
  { kind: 'programme_item', heading: 'frame.find_items' },
  { kind: 'visit', heading: 'frame.find_visits' },
] as const satisfies readonly { kind: string; heading: Key }[];

type Kind = (typeof GROUPS)[number]['kind'];

export class Find {
  text = $state('');
  hits: Partial<Record<Kind, Destination[]>> = $state.raw({});
  error: ApiError | null = $state.raw(null);
  /** Whether the latest text was looked for and nothing found. */
  nothing = $state(false);

  #api: Api;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was typed, so that a slow answer to an earlier text does not replace a later one's. */
  #turn = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Takes the text as it stands after a key, and looks for it when the typing pauses. */
  type(text: string): void {
    this.text = text;
    this.#turn += 1;
    clearTimeout(this.#timer);
    if (text.trim() === '') {
      this.hits = {};
      this.nothing = false;
      this.error = null;
      return;
    }
    this.#timer = setTimeout(() => void this.#look(text.trim(), this.#turn), TYPING_MS);
  }

  /** Screens whose name holds the text: Today, sync, and the parts of each visit. */
  places(visits: readonly VisitRow[]): Destination[] {
    const place = (title: string, detail: string | null, route: Route): Destination => ({
      key: `place ${title} ${detail ?? ''} ${'visit' in route ? route.visit : ''}`,
      title,
      native: null,
      detail,
      route,
    });
    const all = [
      place(t('frame.today'), null, { name: 'today' }),
      place(t('frame.sync'), null, { name: 'sync' }),
      ...visits.flatMap((visit) =>
        VISIT_PARTS.map((name) => place(t(SCREEN_NAMES[name]), visit.title, { name, visit: visit.id })),
      ),
    ];
    const words = this.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return all.filter(({ title, detail }) => {
      const text = `${title} ${detail ?? ''}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  async #look(text: string, turn: number): Promise<void> {
    try {
      const found = await this.#api('search', { text, limit: HITS_MAX });
      if (turn !== this.#turn) return;
      this.hits = byKind(found);
      this.nothing = Object.keys(this.hits).length === 0;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = apiError(thrown, 'search');
    }
  }
}

function byKind(found: readonly SearchHit[]): Partial<Record<Kind, Destination[]>> {
  const hits: Partial<Record<Kind, Destination[]>> = {};
  for (const hit of found) {
    const destination = destinationOf(hit);
    if (destination) (hits[destination.kind] ??= []).push(destination);
  }
  return hits;
}

/** Where a hit leads, `null` where no screen shows it. */
function destinationOf(hit: SearchHit): (Destination & { kind: Kind }) | null {
  const shown = { key: `${hit.kind} ${hit.id}`, title: hit.title, native: hit.native, detail: hit.detail };
  const { visit } = hit;
  switch (hit.kind) {
    case 'person':
      return visit ? { ...shown, kind: 'person', route: { name: 'participants', visit, person: hit.id } } : null;
    case 'programme_item':
      return visit ? { ...shown, kind: 'programme_item', route: { name: 'itinerary', visit, item: hit.id } } : null;
    case 'visit':
      return { ...shown, kind: 'visit', route: { name: 'itinerary', visit: hit.id } };
    default:
      return null;
  }
}
