import { describe, expect, test } from 'vitest';
import { item } from '$test/programme';
import { endAt, hoursOf, lanesOf, moved, moveTo, nudge, nudgeEnd, segmentsOf, slotField, spanOf } from './place';

const ZONE = 'America/New_York';
const DAY = '2026-10-20';
const tour = item({ id: 'tour', slot: { day: DAY, start: '09:00', end: '10:30' } });
const segments = (...times: [string, string][]) =>
  times.flatMap(([start, end], index) => {
    const each = item({ id: `i${index}`, slot: { day: DAY, start, end } });
    const span = spanOf(each, ZONE);
    return span ? segmentsOf(each, span) : [];
  });

describe('the span of an item', () => {
  test('is its own time where that is known', () => {
    expect(spanOf(tour, ZONE)).toMatchObject({ date: DAY, start: 540, end: 630, endAssumed: false });
  });

  test('has an assumed end where only the start is known', () => {
    const walk = item({ id: 'walk', slot: { day: DAY, start: '15:00' } });
    expect(spanOf(walk, ZONE)).toMatchObject({ start: 900, end: 960, endAssumed: true });
  });

  test('has an assumed start where only the end is known, as long as it is meant to last', () => {
    const dinner = item({ id: 'dinner', slot: { day: DAY, end: '22:00' }, length_minutes: 120 });
    expect(spanOf(dinner, ZONE)).toMatchObject({ start: 1200, end: 1320, startAssumed: true });
  });

  test('is none without a time', () => {
    expect(spanOf(item({ id: 'cards', slot: { day: DAY } }), ZONE)).toBeNull();
  });

  test('stands where the clocks of the programme are, for a journey between two zones', () => {
    const flight = item({
      id: 'flight',
      slot: { day: DAY, start: '12:30', end: '16:25', zone: 'Europe/Warsaw', end_zone: ZONE },
    });
    expect(spanOf(flight, ZONE)).toMatchObject({ date: DAY, start: 6 * 60 + 30, end: 16 * 60 + 25 });
  });

  test('begins on the day before where the far clocks are ahead of midnight', () => {
    const call = item({ id: 'call', slot: { day: DAY, start: '02:00', end: '03:00', zone: 'Europe/Kyiv' } });
    expect(spanOf(call, ZONE)).toMatchObject({ date: '2026-10-19', start: 19 * 60, end: 20 * 60 });
  });

  test('is shown at the start where the end is before it', () => {
    expect(spanOf(item({ id: 'odd', slot: { day: DAY, start: '10:00', end: '09:00' } }), ZONE)).toMatchObject({
      start: 600,
      end: 615,
    });
  });
});

describe('the board', () => {
  test('cuts an item at midnight', () => {
    const parts = segments(['21:00', '21:30']).concat(
      segmentsOf(tour, { date: DAY, start: 1260, end: 1530, startAssumed: false, endAssumed: false }),
    );
    expect(parts.slice(1).map(({ date, from, to, continued, last }) => [date, from, to, continued, last])).toEqual([
      [DAY, 1260, 1440, false, false],
      ['2026-10-21', 0, 90, true, true],
    ]);
  });

  test('puts side by side only what overlaps', () => {
    const parts = segments(['09:00', '12:00'], ['09:15', '10:45'], ['11:00', '12:30'], ['14:00', '15:00']);
    const lanes = lanesOf(parts);
    expect(parts.map((part) => lanes.get(part))).toEqual([
      { lane: 0, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 1, lanes: 2 },
      { lane: 0, lanes: 1 },
    ]);
  });

  test('has the usual hours, and more where something is earlier or later', () => {
    expect(hoursOf(segments(['09:00', '10:00']))).toEqual({ first: 7, last: 22 });
    expect(hoursOf(segments(['05:45', '06:30'], ['21:30', '22:15']))).toEqual({ first: 5, last: 23 });
  });
});

describe('a move', () => {
  test('names day and start, and leaves the length to the program', () => {
    expect(moveTo(tour, '2026-10-21', 17 * 60 + 30, ZONE)).toEqual({
      item: 'tour',
      day: '2026-10-21',
      start: '17:30',
      end: null,
    });
  });

  test('is told on the clocks of the item', () => {
    const call = item({ id: 'call', slot: { day: DAY, start: '16:00', end: '17:00', zone: 'Europe/Kyiv' } });
    expect(moveTo(call, DAY, 18 * 60, ZONE)).toMatchObject({ day: '2026-10-21', start: '01:00' });
  });

  test('of an item with only an end moves the end', () => {
    const dinner = item({ id: 'dinner', slot: { day: DAY, end: '22:00' }, length_minutes: 120 });
    expect(moveTo(dinner, DAY, 19 * 60, ZONE)).toMatchObject({ start: null, end: '21:00' });
  });

  test('by key goes over midnight to the next day', () => {
    const late = item({ id: 'late', slot: { day: DAY, start: '23:45', end: '23:55' } });
    expect(nudge(late, ZONE, { minutes: 15 })).toMatchObject({ day: '2026-10-21', start: '00:00' });
  });

  test('by key gives an item without a time its first', () => {
    const cards = item({ id: 'cards', slot: { day: DAY } });
    expect(nudge(cards, ZONE, { minutes: 15 })).toMatchObject({ day: DAY, start: '09:00' });
    expect(nudge(cards, ZONE, { dayShift: 1 })).toMatchObject({ day: '2026-10-21', start: null });
  });

  test('of the end never passes the start', () => {
    expect(nudgeEnd(tour, ZONE, -600)).toMatchObject({ start: '09:00', end: '09:15' });
    const span = spanOf(tour, ZONE);
    expect(span && endAt(tour, span, 25 * 60, ZONE)).toMatchObject({ day: DAY, start: '09:00', end: '01:00' });
  });

  test('shows at once what the program will make of it', () => {
    const later = moved(tour, { item: 'tour', day: DAY, start: '23:00', end: null });
    expect(later.slot).toMatchObject({ start: '23:00', end: '00:30', end_day: '2026-10-21' });
    const away = moved(tour, { item: 'tour', day: null, start: null, end: null });
    expect(away).toMatchObject({ slot: { day: null, end: null }, length_minutes: 90 });
  });
});

test('a slot is kept without what is not known, and with seconds', () => {
  expect(slotField(item({ id: 'walk', slot: { day: DAY, start: '15:00', certainty: 'tentative' } }).slot)).toEqual({
    day: DAY,
    start: '15:00:00',
    zone: ZONE,
    certainty: 'tentative',
  });
});
