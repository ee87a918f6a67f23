// Dragging an item with mouse, pen or finger: a ghost follows in steps of a quarter of an hour, and the program says
// while one drags whether it would clash there. Everything that dragging does can be done by key as well.

import type { FindingView, ItemMove, ItemView } from '$lib/api/bindings';
import { endAt, lengthShown, moveTo, spanOf, unplace, ASSUMED_MINUTES, STEP_MINUTES, type Span } from './place';

/** The part of the board under the pointer. */
export interface BoardPoint {
  readonly date: string;
  /** Minutes after midnight, to the pixel. */
  readonly minutes: number;
}

/** What the board and the tray know of their own places on the screen. */
export interface DropTargets {
  pointAt(x: number, y: number): BoardPoint | null;
  isOverTray(x: number, y: number): boolean;
  /** Scrolls the board where the pointer is near its edge. */
  scrollAt(x: number, y: number): void;
}

/** What is being dragged, and where it would land. */
export interface Dragged {
  readonly item: ItemView;
  readonly mode: 'move' | 'end';
  /** Where it would stand; `null` while it is over no day. */
  readonly span: Span | null;
  readonly overTray: boolean;
  /** Clashes that it would have there; `null` until the program has answered for this place. */
  readonly findings: readonly FindingView[] | null;
}

interface Actions {
  zone(): string;
  probe(move: ItemMove): Promise<FindingView[]>;
  drop(move: ItemMove): void;
}

/** How far the pointer must go before a press is a drag, in px. */
const THRESHOLD = 4;

export class Drag {
  now: Dragged | null = $state.raw(null);
  targets: DropTargets | null = null;

  #actions: Actions;
  #press: { item: ItemView; mode: 'move' | 'end'; x: number; y: number; grab: number | null } | null = null;
  #pointer = { x: 0, y: 0 };
  #wasDragged = false;
  #frame = 0;
  #probing = false;
  #probeNext: ItemMove | null = null;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  /** Whether the click that ends a drag is to be ignored. */
  get swallowsClick(): boolean {
    const was = this.#wasDragged;
    this.#wasDragged = false;
    return was;
  }

  begin(event: PointerEvent, item: ItemView, mode: 'move' | 'end' = 'move'): void {
    if (event.button !== 0) return;
    this.#wasDragged = false;
    this.#press = { item, mode, x: event.clientX, y: event.clientY, grab: null };
    addEventListener('pointermove', this.#move);
    addEventListener('pointerup', this.#up);
    addEventListener('pointercancel', this.cancel);
    addEventListener('keydown', this.#key, { capture: true });
  }

  /** Ends the drag and leaves everything as it was. */
  cancel = (): void => {
    this.#press = null;
    this.now = null;
    this.#probeNext = null;
    cancelAnimationFrame(this.#frame);
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointerup', this.#up);
    removeEventListener('pointercancel', this.cancel);
    removeEventListener('keydown', this.#key, { capture: true });
  };

  #move = (event: PointerEvent): void => {
    if (!this.#press) return;
    this.#pointer = { x: event.clientX, y: event.clientY };
    if (!this.now) {
      if (Math.hypot(event.clientX - this.#press.x, event.clientY - this.#press.y) < THRESHOLD) return;
      this.#frame = requestAnimationFrame(this.#scroll);
    }
    event.preventDefault();
    this.#follow();
  };

  #up = (): void => {
    const [press, now] = [this.#press, this.now];
    this.cancel();
    if (!press || !now) return;
    // The browser follows with a click on whatever is under the pointer; that is no click on the item.
    this.#wasDragged = true;
    setTimeout(() => (this.#wasDragged = false));
    const move = this.#moveOf(now);
    if (move) this.#actions.drop(move);
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.now) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.cancel();
    this.#wasDragged = true;
  };

  #scroll = (): void => {
    if (!this.#press) return;
    this.targets?.scrollAt(this.#pointer.x, this.#pointer.y);
    this.#follow();
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  /** Takes over where the pointer is. */
  #follow(): void {
    const press = this.#press;
    if (!press || !this.targets) return;
    const { x, y } = this.#pointer;
    const { item, mode } = press;
    const overTray = mode === 'move' && this.targets.isOverTray(x, y);
    const point = overTray ? null : this.targets.pointAt(x, y);
    const span = point && this.#spanAt(point);
    if (this.now && sameSpan(this.now.span, span) && this.now.overTray === overTray) return;
    this.now = { item, mode, span, overTray, findings: null };
    const move = this.#moveOf(this.now);
    if (move?.day) void this.#probe(move);
  }

  #spanAt(point: BoardPoint): Span | null {
    const press = this.#press;
    if (!press) return null;
    const before = spanOf(press.item, this.#actions.zone());
    if (press.mode === 'end') {
      if (!before) return null;
      const shift = point.date === before.date ? 0 : (Date.parse(point.date) - Date.parse(before.date)) / 60_000;
      const end = Math.max(before.start + STEP_MINUTES, toStep(shift + point.minutes));
      return { ...before, end, endAssumed: false };
    }
    // The item hangs where it was taken; one that had no place on the board hangs by its top.
    press.grab ??= before ? this.#grabbed(before, press.x, press.y) : 0;
    const length = before ? before.end - before.start : (lengthOf(press.item) ?? ASSUMED_MINUTES);
    const start = Math.max(0, toStep(point.minutes - press.grab));
    const assumed = {
      startAssumed: before?.startAssumed ?? false,
      endAssumed: before?.endAssumed ?? !lengthOf(press.item),
    };
    return { date: point.date, start, end: start + length, ...assumed };
  }

  #grabbed(before: Span, x: number, y: number): number {
    const taken = this.targets?.pointAt(x, y);
    if (!taken || taken.date !== before.date) return 0;
    return Math.min(Math.max(0, taken.minutes - before.start), before.end - before.start);
  }

  #moveOf({ item, mode, span, overTray }: Dragged): ItemMove | null {
    if (overTray) return item.slot.day ? unplace(item) : null;
    if (!span) return null;
    const zone = this.#actions.zone();
    const before = spanOf(item, zone);
    if (before && sameSpan(before, span)) return null;
    return mode === 'end' ? endAt(item, span, span.end, zone) : moveTo(item, span.date, span.start, zone);
  }

  /** Asks one question at a time, and of those that piled up meanwhile only the latest. */
  async #probe(move: ItemMove): Promise<void> {
    this.#probeNext = move;
    if (this.#probing) return;
    this.#probing = true;
    while (this.#probeNext) {
      const asked: ItemMove = this.#probeNext;
      this.#probeNext = null;
      // Without an answer the ghost says nothing about clashes; dropping it tells what is wrong with the program.
      const findings = await this.#actions.probe(asked).catch(() => null);
      if (this.now && !this.#probeNext) this.now = { ...this.now, findings };
    }
    this.#probing = false;
  }
}

function toStep(minutes: number): number {
  return Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
}

function sameSpan(a: Span | null, b: Span | null): boolean {
  return a?.date === b?.date && a?.start === b?.start && a?.end === b?.end;
}

function lengthOf({ slot, length_minutes }: ItemView): number | null {
  return lengthShown(slot) ?? length_minutes;
}
