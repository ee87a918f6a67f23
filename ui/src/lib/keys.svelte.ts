// Keys. Whoever is on screen adds the keys it answers to; the list of keys is made of what is there.

import { untrack } from 'svelte';
import type { Args, Key } from './i18n/i18n.svelte';

/**
 * One key and what it does.
 *
 * `key` is written small with `+`: `mod+shift+z` (`mod` is Ctrl, or Command on a Mac), `alt+1`, `f6`, `?`, `n`,
 * `arrowdown`, `space`. Letters go by the place on the keyboard where the layout is not Latin.
 */
export interface Binding {
  readonly key: string;
  /** Words for the list of keys. */
  readonly label: Key;
  readonly args?: Args;
  run(event: KeyboardEvent): void;
}

/** Keys under one heading of the list. */
export interface KeyGroup {
  readonly heading: Key;
  readonly bindings: readonly Binding[];
}

export class Keys {
  /** What answers now, the frame's keys first. */
  groups: readonly KeyGroup[] = $state.raw([]);
  /** Whether keys without Ctrl or Alt are on (WCAG 2.1.4). */
  letters = $state(true);

  /** Adds keys until the returned function is called: `$effect(() => keys.add(…))`. */
  add(heading: Key, bindings: readonly Binding[]): () => void {
    const group = { heading, bindings };
    // Untracked: an effect that adds keys must not run again because keys were added.
    untrack(() => (this.groups = [...this.groups, group]));
    return () => {
      this.groups = this.groups.filter((other) => other !== group);
    };
  }

  /** Runs what the event asks for. The latest added wins, so that a screen can narrow a key of the frame. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = chord(event);
    if (isPlain(pressed) && (!this.letters || isTyping(event.target))) return;
    if (isUndoOfTyping(pressed) && isTyping(event.target)) return;
    const binding = [...this.groups]
      .reverse()
      .flatMap((group) => group.bindings)
      .find((candidate) => candidate.key === pressed);
    if (!binding) return;
    event.preventDefault();
    binding.run(event);
  }
}

/** A key press in the writing of `Binding.key`. */
export function chord(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = keyName(event.key, event.code);
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  // The shift that makes a `?` is part of the sign, not of the chord.
  if (event.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key))) parts.push('shift');
  return [...parts, key].join('+');
}

function keyName(key: string, code: string): string {
  if (key === ' ') return 'space';
  // On a Cyrillic or Greek layout the key of `z` writes another letter; its place is what the hand knows.
  const isLatin = key.length > 1 || key.charCodeAt(0) < 0x80;
  const place = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  return (isLatin || !place ? key : place).toLowerCase();
}

function isPlain(pressed: string): boolean {
  return [...pressed.replace(/^shift\+/, '')].length === 1;
}

function isUndoOfTyping(pressed: string): boolean {
  return pressed === 'mod+z' || pressed === 'mod+shift+z';
}

const NOT_FOR_TYPING = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);

/** Whether keys are for the text that the target holds. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_FOR_TYPING.has(target.type);
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
