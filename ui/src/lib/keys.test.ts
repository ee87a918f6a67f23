import { describe, expect, test, vi } from 'vitest';
import { chord, Keys } from './keys.svelte';

function press(init: KeyboardEventInit, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'target', { value: target });
  return event;
}

test.each([
  [{ key: 'k', ctrlKey: true }, 'mod+k'],
  [{ key: 'k', metaKey: true }, 'mod+k'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: ' ' }, 'space'],
  [{ key: 'F6', shiftKey: true }, 'shift+f6'],
  [{ key: 'ArrowUp', altKey: true }, 'alt+arrowup'],
  [{ key: 'я', code: 'KeyZ', ctrlKey: true }, 'mod+z'],
  [{ key: '¡', code: 'Digit1', altKey: true }, 'alt+1'],
])('%o is written %s', (init, written) => {
  expect(chord(press(init))).toBe(written);
});

describe('a key', () => {
  const answering = (key: string) => {
    const keys = new Keys();
    const run = vi.fn();
    const remove = keys.add('frame.keys_everywhere', [{ key, label: 'frame.key_find', run }]);
    return { keys, run, remove };
  };

  test('runs what was added for it, and the browser does not also act on it', () => {
    const { keys, run } = answering('mod+k');
    const event = press({ key: 'k', ctrlKey: true });
    keys.handle(event);
    expect(run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  test('is left to the browser where nobody answers', () => {
    const { keys } = answering('mod+k');
    const event = press({ key: 'p', ctrlKey: true });
    keys.handle(event);
    expect(event.defaultPrevented).toBe(false);
  });

  test('no longer answers once it is removed', () => {
    const { keys, run, remove } = answering('n');
    remove();
    keys.handle(press({ key: 'n' }));
    expect(run).not.toHaveBeenCalled();
  });

  test('of a screen wins over the same key of the frame', () => {
    const { keys, run } = answering('n');
    const screen = vi.fn();
    keys.add('frame.keys_everywhere', [{ key: 'n', label: 'frame.key_find', run: screen }]);
    keys.handle(press({ key: 'n' }));
    expect(screen).toHaveBeenCalledOnce();
    expect(run).not.toHaveBeenCalled();
  });

  test('that is one letter is text while somebody types', () => {
    const { keys, run } = answering('n');
    keys.handle(press({ key: 'n' }, document.createElement('input')));
    keys.handle(press({ key: 'n' }, document.createElement('textarea')));
    expect(run).not.toHaveBeenCalled();
    const box = document.createElement('input');
    box.type = 'checkbox';
    keys.handle(press({ key: 'n' }, box));
    expect(run).toHaveBeenCalledOnce();
  });

  test('that is one letter can be turned off, and others stay', () => {
    const { keys, run } = answering('n');
    const find = vi.fn();
    keys.add('frame.keys_everywhere', [{ key: 'mod+k', label: 'frame.key_find', run: find }]);
    keys.letters = false;
    keys.handle(press({ key: 'n' }));
    keys.handle(press({ key: 'k', ctrlKey: true }));
    expect(run).not.toHaveBeenCalled();
    expect(find).toHaveBeenCalledOnce();
  });

  test('for undo belongs to the text while somebody types', () => {
    const { keys, run } = answering('mod+z');
    keys.handle(press({ key: 'z', ctrlKey: true }, document.createElement('input')));
    expect(run).not.toHaveBeenCalled();
  });

  test('that was already answered is not answered twice', () => {
    const { keys, run } = answering('escape');
    const event = press({ key: 'Escape' });
    event.preventDefault();
    keys.handle(event);
    expect(run).not.toHaveBeenCalled();
  });
});
