// What the Find box shows for a text.

import type { SearchHit } from '$lib/api/bindings';
import { ApiError, apiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { Quick } from '$lib/quick/quick.svelte';
import type { Route } from '$lib/router.svelte';
import type { FrameActions } from '../frame-keys';
import { actionsOf, visitInWork } from './actions';
import { matching, ranked, type Entry, type Group } from './entries';
import { HIT_GROUPS, routeOf } from './hits';
import { placesOf, recentOf } from './places';
import type { Recent } from './recent.svelte';

/** How many hits are asked for; more than that and one types another letter. */
export const HITS_MAX = 40;

/** A day as the program writes it. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** How long to wait for the next letter before asking. */
export const TYPING_MS = 120;

export class Find {
  text = $state('');
  error: ApiError | null = $state.raw(null);
  /** Whether the latest text was looked for and no record found. */
  nothing = $state(false);
  /** The line as an item, where it says when. */
  readonly quick: Quick;
  groups: readonly Group[] = $derived.by(() => this.#groups());

  #hits: readonly SearchHit[] = $state.raw([]);
  #desk: Desk;
  #frame: FrameActions;
  #recent: Recent;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was typed, so that a slow answer to an earlier text does not replace a later one's. */
  #turn = 0;

  constructor(desk: Desk, frame: FrameActions, recent: Recent) {
    this.#desk = desk;
    this.#frame = frame;
    this.#recent = recent;
    this.quick = new Quick(desk.api);
  }

  /** Takes the text as it stands after a key, and looks for it when the typing pauses. */
  type(text: string): void {
    this.text = text;
    this.#turn += 1;
    clearTimeout(this.#timer);
    const visit = visitInWork(this.#desk);
    const { route } = this.#desk.router;
    const day = route.name === 'itinerary' ? (route.day ?? null) : null;
    this.quick.type(text, visit && { visit: visit.id, day });
    this.nothing = false;
    this.error = null;
    if (text.trim() === '') {
      this.#hits = [];
      return;
    }
    this.#timer = setTimeout(() => void this.#look(text.trim(), this.#turn), TYPING_MS);
  }

  #groups(): Group[] {
    const { router, visits } = this.#desk;
    const go = (route: Route) => this.#go(route);
    const places = placesOf(visits, go);
    const actions = actionsOf(this.#desk, this.#frame);
    if (this.text.trim() === '') {
      const been = recentOf(this.#recent.places, router.route, visits, ({ route, title, native }) =>
        this.#go(route, title, native),
      );
      const groups: Group[] = [
        { key: 'recent', heading: 'find.recent', found: false, entries: been },
        { key: 'do', heading: 'find.do_heading', found: false, entries: actions },
        { key: 'go', heading: 'find.places', found: false, entries: places },
      ];
      return groups.filter(({ entries }) => entries.length > 0);
    }
    const found = ranked(
      [
        ...HIT_GROUPS.map(({ key, heading, kinds }) => ({
          key,
          heading,
          found: true,
          entries: this.#entriesOf(kinds),
        })),
        { key: 'do', heading: 'find.do_heading', found: true, entries: matching(actions, this.text) },
        { key: 'go', heading: 'find.places', found: true, entries: matching(places, this.text) },
      ],
      this.text,
    );
    const task = this.#taskEntry();
    return task ? [...found, { key: 'new', heading: 'find.new', found: false, entries: [task] }] : found;
  }

  #entriesOf(kinds: readonly string[]): Entry[] {
    return this.#hits.flatMap((hit) => {
      const route = kinds.includes(hit.kind) ? routeOf(hit) : null;
      if (!route) return [];
      const { kind, id, title, native } = hit;
      const detail = hit.detail && DAY.test(hit.detail) ? fmt.day(hit.detail) : hit.detail;
      const run = () => this.#go(route, title, native);
      return [{ key: `${kind} ${id}`, title, proper: true, native, detail, chord: null, run }];
    });
  }

  /** Text that is nothing else may be something to do. */
  #taskEntry(): Entry | null {
    const visit = visitInWork(this.#desk);
    const title = this.text.trim();
    if (!visit || !title) return null;
    const run = () => this.#try('task_add', () => this.#desk.do('task_add', { visit: visit.id, title, due_on: null }));
    const shown = { title: t('find.add_task', { title }), proper: false, native: null, detail: visit.title };
    return { key: 'new task', ...shown, chord: null, run };
  }

  /** Adds the line as the item that it was understood as, and opens that. */
  async addItem(): Promise<void> {
    const item = await this.quick.now();
    if (!item) return;
    await this.#try('item_add', async () => {
      const added = await this.#desk.do('item_add', item);
      this.#go({ name: 'itinerary', visit: item.visit, item: added.id }, added.title);
    });
  }

  async #try(command: 'item_add' | 'task_add', doing: () => Promise<unknown>): Promise<void> {
    try {
      await doing();
    } catch (thrown) {
      this.#desk.report(apiError(thrown, command));
    }
  }

  #go(route: Route, title: string | null = null, native: string | null = null): void {
    if (title !== null) this.#recent.open(route, title, native);
    this.#desk.router.go(route);
  }

  async #look(text: string, turn: number): Promise<void> {
    try {
      const found = await this.#desk.api('search', { text, limit: HITS_MAX });
      if (turn !== this.#turn) return;
      this.#hits = found;
      this.nothing = !found.some((hit) => routeOf(hit) !== null);
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = apiError(thrown, 'search');
    }
  }
}
