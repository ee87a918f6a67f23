// Several rows of a list, chosen by mouse or keyboard, to change them together.

import { chord } from '$lib/keys.svelte';

/** What a press of the mouse or a key tells about how to choose. */
export type Modifiers = Pick<MouseEvent | KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/**
 * The rows chosen in one list.
 *
 * A list shows no boxes until somebody wants several rows: by its button, by Shift or Ctrl with a click, by Shift with an
 * arrow, or by Ctrl A. Rows that a filter hides are not chosen: nobody changes what they do not see.
 */
export class Selection {
  /** Whether rows are being chosen; the list then shows boxes. */
  on = $state(false);
  /** Ids of the rows chosen, in the order of the list. */
  ids: readonly string[] = $derived.by(() => this.#order().filter((id) => this.#chosen.has(id)));

  #order: () => readonly string[];
  #chosen: ReadonlySet<string> = $state.raw(new Set());
  /** Where a stretch begins, and what was chosen besides it. */
  #anchor: { id: string; besides: ReadonlySet<string> } | null = null;

  /** `order` tells the ids of the rows as they are shown. */
  constructor(order: () => readonly string[]) {
    this.#order = order;
  }

  get count(): number {
    return this.ids.length;
  }

  get all(): boolean {
    return this.count > 0 && this.count === this.#order().length;
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  /** Begins choosing, with nothing chosen yet. */
  start(): void {
    this.on = true;
  }

  /** Lets every row go and hides the boxes. Says whether there was anything to let go of. */
  clear(): boolean {
    const was = this.on;
    this.on = false;
    this.#chosen = new Set();
    this.#anchor = null;
    return was;
  }

  toggle(id: string): void {
    this.on = true;
    const besides = new Set(this.#chosen);
    besides.delete(id);
    this.#chosen = this.#chosen.has(id) ? besides : new Set([...besides, id]);
    this.#anchor = { id, besides };
  }

  /** Chooses the stretch from the row chosen last to this one; a stretch from the same row before is let go. */
  extendTo(id: string): void {
    const order = this.#order();
    const from = this.#anchor && order.includes(this.#anchor.id) ? this.#anchor : { id, besides: this.#chosen };
    const ends = [order.indexOf(from.id), order.indexOf(id)].sort((a, b) => a - b) as [number, number];
    this.on = true;
    this.#anchor = from;
    this.#chosen = new Set([...from.besides, ...order.slice(ends[0], ends[1] + 1)]);
  }

  /** Chooses from the row that has the focus to the next one, as Shift with an arrow does. */
  stretch(from: string, to: string): void {
    if (!this.on || !this.has(from)) this.#anchor = { id: from, besides: this.#chosen };
    this.extendTo(to);
  }

  /** Chooses every row that is shown. */
  chooseAll(): void {
    this.on = true;
    this.#chosen = new Set(this.#order());
  }

  /**
   * A click on a row: with Shift a stretch, with Ctrl or Command one row more. While rows are being chosen a plain click
   * chooses too. Says whether the click was for choosing; else it means to open the row.
   */
  click(id: string, { shiftKey, ctrlKey, metaKey }: Modifiers): boolean {
    if (shiftKey) this.extendTo(id);
    else if (this.on || ctrlKey || metaKey) this.toggle(id);
    else return false;
    return true;
  }

  /**
   * A key on a row: Shift with an arrow takes the next row too, Ctrl A takes every row. Tells the row that the focus goes
   * to; `null` where the key is not for choosing.
   */
  key(id: string, event: KeyboardEvent): string | null {
    const pressed = chord(event);
    if (pressed === 'mod+a') {
      this.chooseAll();
      return id;
    }
    if (pressed !== 'shift+arrowdown' && pressed !== 'shift+arrowup') return null;
    const order = this.#order();
    const next = order[order.indexOf(id) + (pressed === 'shift+arrowdown' ? 1 : -1)] ?? id;
    this.stretch(id, next);
    return next;
  }
}
