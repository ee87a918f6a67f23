import { describe, expect, test } from 'vitest';
import { Selection } from './selection.svelte';

const PLAIN = { shiftKey: false, ctrlKey: false, metaKey: false };
const SHIFT = { ...PLAIN, shiftKey: true };
const CTRL = { ...PLAIN, ctrlKey: true };

function selection(order: readonly string[] = ['a', 'b', 'c', 'd', 'e']): Selection {
  return new Selection(() => order);
}

describe('a click', () => {
  test('opens a row until somebody is choosing', () => {
    const chosen = selection();
    expect(chosen.click('b', PLAIN)).toBe(false);
    expect(chosen.on).toBe(false);
    chosen.start();
    expect(chosen.click('b', PLAIN)).toBe(true);
    expect(chosen.ids).toEqual(['b']);
  });

  test('with Ctrl or Command takes one row more, or lets it go', () => {
    const chosen = selection();
    chosen.click('d', CTRL);
    chosen.click('a', { ...PLAIN, metaKey: true });
    expect(chosen.ids).toEqual(['a', 'd']);
    chosen.click('d', CTRL);
    expect(chosen.ids).toEqual(['a']);
  });

  test('with Shift takes the stretch from the row chosen last, either way', () => {
    const chosen = selection();
    chosen.click('c', CTRL);
    chosen.click('e', SHIFT);
    expect(chosen.ids).toEqual(['c', 'd', 'e']);
    chosen.click('a', SHIFT);
    expect(chosen.ids).toEqual(['a', 'b', 'c']);
  });

  test('with Shift keeps what was chosen besides the stretch', () => {
    const chosen = selection();
    chosen.click('a', CTRL);
    chosen.click('d', CTRL);
    chosen.click('e', SHIFT);
    expect(chosen.ids).toEqual(['a', 'd', 'e']);
  });

  test('with Shift takes the one row where none was chosen before', () => {
    const chosen = selection();
    chosen.click('c', SHIFT);
    expect(chosen.ids).toEqual(['c']);
  });
});

test('Shift and the arrows take rows and let them go again on the way back', () => {
  const chosen = selection();
  chosen.stretch('b', 'c');
  chosen.stretch('c', 'd');
  expect(chosen.ids).toEqual(['b', 'c', 'd']);
  chosen.stretch('d', 'c');
  expect(chosen.ids).toEqual(['b', 'c']);
});

test('a key tells which row gets the focus, and leaves other keys alone', () => {
  const chosen = selection(['a', 'b']);
  const key = (name: string, held = {}) => new KeyboardEvent('keydown', { key: name, ...held });
  expect(chosen.key('a', key('ArrowDown', { shiftKey: true }))).toBe('b');
  expect(chosen.ids).toEqual(['a', 'b']);
  expect(chosen.key('b', key('ArrowDown', { shiftKey: true }))).toBe('b');
  expect(chosen.key('b', key('ArrowDown'))).toBeNull();
  chosen.clear();
  expect(chosen.key('b', key('a', { ctrlKey: true }))).toBe('b');
  expect(chosen.all).toBe(true);
});

test('rows that are not shown are not chosen', () => {
  let order = ['a', 'b', 'c'];
  const chosen = new Selection(() => order);
  chosen.chooseAll();
  order = ['b', 'z'];
  expect(new Selection(() => order).count).toBe(0);
  chosen.toggle('z');
  expect(chosen.ids).toEqual(['b', 'z']);
});

test('a stretch begins anew where its first row is gone', () => {
  let order = ['a', 'b', 'c'];
  const chosen = new Selection(() => order);
  chosen.click('a', CTRL);
  order = ['b', 'c'];
  chosen.click('c', SHIFT);
  expect(chosen.ids).toEqual(['c']);
});

test('everything can be chosen and let go', () => {
  const chosen = selection();
  chosen.chooseAll();
  expect(chosen.all).toBe(true);
  expect(chosen.clear()).toBe(true);
  expect([chosen.on, chosen.count, chosen.clear()]).toEqual([false, 0, false]);
});

test('a list without rows is never chosen as a whole', () => {
  expect(selection([]).all).toBe(false);
});
