// One typed line, and what the program understands by it.

import type { ItemAdd, QuickEntryView } from '$lib/api/bindings';
import { apiError, type Api, type ApiError } from '$lib/api/call';

/** How long to wait for the next letter before asking. */
export const TYPING_MS = 120;

/** Where a line is typed. */
export interface QuickPlace {
  readonly visit: string;
  /** The day in view, for a time without a day. */
  readonly day: string | null;
}

export class Quick {
  text = $state('');
  /** What the text means; `null` while it is empty or has not been read. */
  view: QuickEntryView | null = $state.raw(null);
  error: ApiError | null = $state.raw(null);

  #api: Api;
  #place: QuickPlace | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was typed, so that a slow answer to an earlier text does not replace a later one's. */
  #turn = 0;
  #answered = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Takes the text as it stands after a key, and has it read when the typing pauses. Without a visit it means nothing. */
  type(text: string, place: QuickPlace | null): void {
    this.text = text;
    this.#place = place;
    this.#turn += 1;
    this.error = null;
    clearTimeout(this.#timer);
    if (!place || text.trim() === '') {
      this.view = null;
      this.#answered = this.#turn;
      return;
    }
    this.#timer = setTimeout(() => void this.#read(), TYPING_MS);
  }

  /** What the text as it stands means, for whoever presses Enter before the typing has paused. */
  async now(): Promise<ItemAdd | null> {
    clearTimeout(this.#timer);
    if (this.#answered !== this.#turn) await this.#read();
    return this.view?.item ?? null;
  }

  async #read(): Promise<void> {
    const [turn, place] = [this.#turn, this.#place];
    if (!place) return;
    try {
      const view = await this.#api('quick_entry', { ...place, text: this.text.trim() });
      if (turn !== this.#turn) return;
      [this.view, this.error] = [view, null];
    } catch (thrown) {
      if (turn !== this.#turn) return;
      [this.view, this.error] = [null, apiError(thrown, 'quick_entry')];
    }
    this.#answered = turn;
  }
}
