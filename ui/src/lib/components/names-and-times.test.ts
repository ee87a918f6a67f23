import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ARLINGTON, IVANO_FRANKIVSK } from '$test/fixtures';
import { ApiError } from '$lib/api/call';
import { fmt } from '$lib/fmt.svelte';
import { i18n } from '$lib/i18n/i18n.svelte';
import ErrorPanel from './ErrorPanel.svelte';
import { initials } from './initials';
import { keyWords } from './key-words';
import PairMark from './PairMark.svelte';
import PersonName from './PersonName.svelte';
import { sorted } from './sort';
import TwinTime from './TwinTime.svelte';

beforeEach(() => {
  fmt.clock = '24';
});
afterEach(() => i18n.use('en'));

const text = (container: Element) => (container.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('a name', () => {
  const yurii = { latin: 'Yurii Savchuk', native: 'Юрій Савчук', language: 'uk' };
  const lines = (container: Element) => [...container.querySelectorAll('bdi')].map((line) => line.textContent);

  test('stands in Latin first, then as its owner writes it, in its own language', () => {
    const { container } = render(PersonName, { name: yurii });
    expect(lines(container)).toEqual(['Yurii Savchuk', 'Юрій Савчук']);
    expect(screen.getByText('Юрій Савчук')).toHaveAttribute('lang', 'uk');
  });

  test('stands first as its owner writes it for who reads that language', async () => {
    await i18n.use('uk');
    const { container } = render(PersonName, { name: yurii });
    expect(lines(container)).toEqual(['Юрій Савчук', 'Yurii Savchuk']);
  });

  test('that nobody has written in Latin yet is shown as it is', () => {
    const { container } = render(PersonName, { name: { latin: '', native: '山田太郎', language: 'ja' } });
    expect(lines(container)).toEqual(['山田太郎']);
  });
});

test.each([
  ['Oleksii Bondarenko', 'OB'],
  ['Ngũgĩ wa Thiong’o', 'NT'],
  ['Іванна', 'І'],
  ['é́tienne roux', 'É́R'],
  ['山田太郎', '山'],
  ['  ', ''],
])('the initials of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

describe('a moment on two clocks', () => {
  test('names both cities', () => {
    const props = { date: '2026-10-06', time: '14:30', home: ARLINGTON, partner: IVANO_FRANKIVSK };
    const { container } = render(TwinTime, props);
    expect(text(container)).toBe('14:30 in Arlington · 21:30 in Ivano-Frankivsk');
  });

  test('between the two changes of clocks is an hour nearer', () => {
    const props = { date: '2026-10-28', time: '14:30', end: '16:00', home: ARLINGTON, partner: IVANO_FRANKIVSK };
    const { container } = render(TwinTime, props);
    expect(text(container).replace(/\s*–\s*/g, '–')).toBe('14:30–16:00 in Arlington · 20:30–22:00 in Ivano-Frankivsk');
  });

  test('says that it is another day there', () => {
    const props = { date: '2026-10-06', time: '20:00', home: ARLINGTON, partner: IVANO_FRANKIVSK };
    const { container } = render(TwinTime, props);
    expect(text(container)).toBe('20:00 in Arlington · 03:00 in Ivano-Frankivsk, next day');
  });

  test('is said once where both clocks show the same', () => {
    const props = { date: '2026-10-06', time: '20:00', home: ARLINGTON, partner: { ...ARLINGTON, name: 'Baltimore' } };
    const { container } = render(TwinTime, props);
    expect(text(container)).toBe('20:00 in Arlington');
  });
});

test('the halves of the mark slip further apart the further the clocks are', () => {
  const slip = (hours: number) => {
    const { container } = render(PairMark, { hue: 1, hours });
    const [home = 0, partner = 0] = [...container.querySelectorAll('path')].map((half) =>
      Number(/^M[\d.]+ ([\d.]+)/.exec(half.getAttribute('d') ?? '')?.[1]),
    );
    return partner - home;
  };
  expect(slip(7)).toBeGreaterThan(slip(1));
  expect(slip(-7)).toBe(slip(7));
  expect(slip(18)).toBe(slip(12));
});

describe('an error in its place', () => {
  test('says what happened, what is safe, and offers one thing to do', async () => {
    let tried = 0;
    render(ErrorPanel, { error: new ApiError('server_unreachable', 'timeout'), onretry: () => (tried += 1) });
    expect(screen.getByRole('alert')).toHaveTextContent('The server did not answer.');
    expect(screen.getByRole('alert')).toHaveTextContent('Your changes are safe on this computer.');
    screen.getByRole('button', { name: 'Try again' }).click();
    expect(tried).toBe(1);
  });

  test('fills in the data that came with it', () => {
    render(ErrorPanel, { error: new ApiError('ends_before_start', '', { start: '10:00', end: '09:00' }) });
    expect(screen.getByRole('alert')).toHaveTextContent('The end, 09:00, is before the start, 10:00.');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

test('rows that are equal keep their order, either way round', () => {
  const rows = [
    { name: 'b', n: 1 },
    { name: 'a', n: 2 },
    { name: 'c', n: 1 },
  ];
  const compare = { n: (a: { n: number }, b: { n: number }) => a.n - b.n };
  const order = (descending: boolean) => sorted(rows, { column: 'n', descending }, compare).map(({ name }) => name);
  expect(order(false)).toEqual(['b', 'c', 'a']);
  expect(order(true)).toEqual(['a', 'b', 'c']);
});

test('keys are named as they are printed', () => {
  expect(keyWords('mod+shift+z', false)).toBe('Ctrl Shift Z');
  expect(keyWords('mod+shift+z', true)).toBe('⌘ ⇧ Z');
  expect(keyWords('alt+arrowup', false)).toBe('Alt ↑');
});

test('keys are named as they are printed in the language of the program', async () => {
  await i18n.use('de');
  expect(keyWords('mod+shift+delete', false)).toBe('Strg Umschalt Entf');
  expect(keyWords('mod+shift+z', true)).toBe('⌘ ⇧ Z');
});
