import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { i18n, t, tCode, tParts } from './i18n.svelte';

afterEach(() => i18n.use('en'));

describe('a message', () => {
  test('has its placeholders filled in', () => {
    expect(t('frame.undo_what', { what: 'Moved lunch' })).toBe('Undo: Moved lunch');
  });

  test.each([
    [1, '1 зміна чекає'],
    [3, '3 зміни чекають'],
    [14, '14 змін чекають'],
    [21, '21 зміна чекає'],
    [112, '112 змін чекають'],
  ])('counts %i in Ukrainian as Ukrainian does', async (count, words) => {
    await i18n.use('uk');
    expect(t('frame.sync_waiting', { count })).toBe(words);
  });

  test('counts what the program sent as text', () => {
    expect(t('frame.clashes', { count: '1' })).toBe('1 clash');
    expect(t('frame.clashes', { count: '4' })).toBe('4 clashes');
  });

  test('without a placeholder it needs is an error, not a hole', () => {
    expect(() => t('frame.undo_what')).toThrow(/what/);
  });

  test('is worded anew when the language changes', async () => {
    expect(t('frame.today')).toBe('Today');
    await i18n.use('uk');
    expect(t('frame.today')).toBe('Сьогодні');
    await i18n.use('en');
    expect(t('frame.today')).toBe('Today');
  });
});

test('the language asked for last holds, whichever is loaded first', async () => {
  await Promise.all([i18n.use('pl'), i18n.use('en')]);
  expect(i18n.language).toBe('en');
  expect(t('frame.today')).toBe('Today');
});

test('tags mark stretches, also in the second language', async () => {
  const args = { time: '14:30', city: 'Arlington' };
  expect(tParts('shared.clock_in', args)).toEqual([
    { text: '14:30', tag: 'clock' },
    { text: ' in ', tag: null },
    { text: 'Arlington', tag: 'proper' },
  ]);
  await i18n.use('uk');
  expect(tParts('shared.clock_in', args).map((part) => part.tag)).toEqual(['clock', null, 'proper']);
});

test('a code that this version has no words for is said in general words', () => {
  expect(tCode('error', 'disk_full', {}, 'shared.change')).toBe('The disk is full, or may not be written to.');
  expect(tCode('error', 'of_the_year_2031', {}, 'shared.change')).toBe('A change');
  expect(tCode('action', 'item_added', {}, 'shared.change')).toBe('A change');
});

describe('the long pseudo language', () => {
  beforeEach(() => i18n.use('pseudo-long'));

  test('is accented and at least 40 % longer', () => {
    const words = t('frame.participants');
    expect(words).toMatch(/^Þáŕţíçíþáñţš~+$/);
    expect(words.length).toBeGreaterThanOrEqual('Participants'.length * 1.4);
  });

  test('leaves placeholders and plurals alone', () => {
    expect(t('frame.undo_what', { what: 'lunch' })).toContain('lunch');
    expect(t('frame.clashes', { count: 2 })).toMatch(/^2 /);
  });
});

test('the pseudo language from right to left turns words round and the page too', async () => {
  await i18n.use('pseudo-rtl');
  expect(i18n.direction).toBe('rtl');
  expect(t('frame.today')).toBe('\u202eToday\u202c');
});

describe('Arabic', () => {
  beforeEach(() => i18n.use('ar'));

  test('turns the page round', () => {
    expect(i18n.direction).toBe('rtl');
  });

  test('counts in six forms, in the digits that telephone numbers have', () => {
    const counted = [0, 1, 2, 3, 11, 100].map((count) => t('people.visits', { count }));
    expect(counted).toEqual(['لا زيارات', 'زيارة واحدة', 'زيارتان', '3 زيارات', '11 زيارة', '100 زيارة']);
  });

  test('sets apart what a message is filled in with, so that a Latin title does not turn its marks round', () => {
    expect(t('action.record_deleted', { title: 'Tour (2)' })).toBe('حُذف «\u2068Tour (2)\u2069»');
    const [time] = tParts('shared.clock_in', { time: '14:30', city: 'Arlington' });
    expect(time).toEqual({ text: '\u206814:30\u2069', tag: 'clock' });
  });

  test('sets nothing apart in what is no sentence, such as the name of a file', () => {
    expect(t('settings.copy_name', { chapter: 'Arlington', day: '6 Oct' })).toBe('Arlington 6 Oct');
  });
});
