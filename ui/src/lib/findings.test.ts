import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { FindingView, JsonValue } from './api/bindings';
import { durationText, findingText } from './findings';
import { fmt } from './fmt.svelte';
import { english } from './i18n/catalogues';
import { i18n } from './i18n/i18n.svelte';

/** The codes as the review's own source names them. */
const source = readFileSync('../crates/domain/src/review/finding.rs', 'utf8');
const codes = [...(/FindingCode \{([\s\S]*?)\n {4}\}/.exec(source)?.[1] ?? '').matchAll(/= "([a-z_]+)"/g)].map(
  ([, code]) => code as string,
);

const times = { day: '2026-10-20', zone: 'America/New_York', certainty: 'fixed' };
const here = { id: 'i1', title: 'Radio interview', slot: { ...times, start: '11:00:00', end: '12:30:00' } };
const there = { id: 'i2', title: 'Rescue drill', slot: { ...times, start: '09:00:00', end: '12:00:00' } };
const tomorrow = { ...there, slot: { ...there.slot, day: '2026-10-21' } };
const taras = { id: 'p1', name: 'Taras Marchuk' };
const overlap = { here, there, doubt: null };

/** A reason of each kind, as the program sends it. */
const REASONS: Record<string, JsonValue> = {
  person_in_two_places: { people: [taras], overlap },
  interpreter_in_two_places: { interpreters: [taras], overlap },
  driver_in_two_places: { drivers: [taras], overlap: { ...overlap, doubt: 'not_fixed' } },
  vehicle_booked_twice: { vehicle: 'Van A', overlap },
  no_travel_time: {
    people: [taras],
    from: there,
    to: here,
    gap_minutes: 15,
    needed_minutes: 25,
    distance_km: 7.25,
    doubt: null,
  },
  duplicate_item: { here, there },
  outside_own_stay: { item: here, stays: [{ person: taras, joins_at: '2026-10-21T00:00:00', leaves_at: null }] },
  ends_before_start: { item: { ...here, slot: { ...times, start: '11:00:00', end: '10:00:00' } } },
  outside_visit: { item: here, starts_on: '2026-10-21', ends_on: '2026-10-26' },
  past_date: { item: here, starts_on: '2027-10-17' },
  clock_change: {
    day: '2026-10-25',
    clocks: [{ city: 'Ivano-Frankivsk', zone: 'Europe/Kyiv', at: '2026-10-25T04:00:00', shift_minutes: -60 }],
    before_minutes: 420,
    after_minutes: 360,
  },
  unusual_difference: { day: '2026-10-26', minutes: 360, usual_minutes: 420 },
  skipped_hour: { item: here, at: '2026-03-08T02:30:00', zone: 'America/New_York' },
  repeated_hour: { item: here, at: '2026-11-01T01:30:00', zone: 'America/New_York' },
  other_calendar_day: { item: here, city: null, zone: 'Europe/Kyiv', at: '2026-10-21T02:00:00' },
  outdoor_without_wet_weather_place: { item: here, venue: 'Lubber Run' },
  unconfirmed: { item: here, asked: true, days_left: 3 },
  declined: { item: here, by: 'The Mayor' },
  still_to_be_confirmed: { item: here, days_left: 0 },
  interpreter_missing: { item: here, people: [taras, { id: 'p2', name: 'Sofiia' }] },
  interpreter_wrong_language: { item: here, interpreter: taras, needed: ['uk', 'pl'] },
  interpreter_too_long: { item: here, interpreter: taras, minutes: 90 },
  interpreter_all_day: { day: '2026-10-20', interpreter: taras, items: [here, there], minutes: 450 },
  vehicle_over_capacity: { item: here, vehicle: 'Van A', occupants: 9, seats: 8 },
  fifteen_seater_too_full: { item: here, vehicle: 'Van B', occupants: 12 },
  not_taking_part: { item: here, person: taras, status: 'visa_refused' },
};

function finding(code: string, args: JsonValue = REASONS[code] ?? {}): FindingView {
  const sentence = 'English of the program';
  const none = { severity: 'error', items: [], people: [], day: null, move_to: null, accepted: null };
  return { key: code, code, args, sentence, ...none };
}

afterEach(() => i18n.use('en'));

test('every code of the review has its words, and no word is for a code that is gone', () => {
  const worded = Object.keys(english).filter((key) => /^finding\.[a-z_]+$/.test(key));
  expect(codes.length).toBeGreaterThan(20);
  expect(worded.sort()).toEqual(codes.map((code) => `finding.${code}`).sort());
});

describe.each(['en', 'uk'] as const)('in %s', (language) => {
  test.each(codes)('%s is a sentence with nothing left open', async (code) => {
    await i18n.use(language);
    const text = findingText(finding(code));
    expect(text).not.toContain('English of the program');
    expect(text).not.toMatch(/undefined|null|NaN|[{}<>]|\s{2}| \./);
    expect(text).toMatch(/[.?]$/);
  });
});

test('an overlap names the item that the reader is not looking at', () => {
  fmt.clock = '24';
  expect(findingText(finding('person_in_two_places'), 'i1')).toMatch(
    /^Taras Marchuk in two places. Also at “Rescue drill”, 09:00\s–\s12:00\.$/,
  );
  expect(findingText(finding('person_in_two_places'), 'i2')).toContain('“Radio interview”');
});

test('an item of another day is named with its day', () => {
  const args = { people: [taras], overlap: { here, there: tomorrow, doubt: null } };
  expect(findingText(finding('person_in_two_places', args), 'i1')).toContain('“Rescue drill”, Wed, Oct 21 ');
});

test('what makes it less than certain follows', () => {
  expect(findingText(finding('driver_in_two_places'))).toMatch(/A time is not fixed yet\.$/);
});

test('the way is told from where one stands', () => {
  expect(findingText(finding('no_travel_time'), 'i1')).toContain('From “Rescue drill”');
  expect(findingText(finding('no_travel_time'), 'i2')).toContain('On to “Radio interview”');
});

test('a crowd is named by its first and counted', () => {
  const people = ['Ann', 'Bob', 'Cy', 'Di', 'Ed'].map((name) => ({ id: name, name }));
  expect(findingText(finding('person_in_two_places', { people, overlap }))).toMatch(/^Ann, Bob, Cy, and 2 others in/);
});

test('what a newer program found is told in its own words', () => {
  expect(findingText(finding('meteor_strike'))).toBe('English of the program');
});

test('a stretch of time has hours only where there are some', () => {
  expect([45, 60, 90].map(durationText)).toEqual(['45 min', '1 h', '1 h 30 min']);
});
