import { expect, test } from 'vitest';
import { programme } from '$test/programme';
import { visitRow } from '$test/fixtures';
import { aheadAtNoon, cityOf, clocksOf, hoursThere, shiftsOn } from './clocks';
import { daysFitting, windowOf } from './window';

const clocks = clocksOf(programme());

test('the hours of the other city are those of each day', () => {
  expect(hoursThere('2026-10-24', clocks, 9, 11)).toEqual(['16:00', '17:00']);
  expect(hoursThere('2026-10-25', clocks, 9, 11)).toEqual(['15:00', '16:00']);
  expect([aheadAtNoon('2026-10-24', clocks), aheadAtNoon('2026-10-25', clocks)]).toEqual([420, 360]);
});

test('a day on which clocks change says whose and how', () => {
  expect(shiftsOn('2026-10-25', clocks)).toEqual([{ city: 'Ivano-Frankivsk', minutes: -60 }]);
  expect(shiftsOn('2026-11-01', clocks)).toEqual([{ city: 'Arlington', minutes: -60 }]);
  expect(shiftsOn('2026-10-24', clocks)).toEqual([]);
});

test('abroad the programme goes by the clocks of the partner', () => {
  const abroad = clocksOf(programme({ zone: 'Europe/Kyiv', visit: visitRow({ direction: 'outbound' }) }));
  expect([abroad.here.name, abroad.there?.name]).toEqual(['Ivano-Frankivsk', 'Arlington']);
  expect(cityOf('Europe/Warsaw', abroad)).toBe('Warsaw');
});

test('half hours between the cities are kept', () => {
  const home = { name: 'Arlington', zone: 'America/New_York' };
  const delhi = clocksOf(programme({ visit: visitRow({ home, partner: { name: 'Delhi', zone: 'Asia/Kolkata' } }) }));
  expect(hoursThere('2026-10-20', delhi, 9, 10)).toEqual(['18:30']);
});

test('the board shows one, three or five days by the width of the window', () => {
  expect([40, 49.9, 50, 80, 100].map(daysFitting)).toEqual([1, 1, 3, 3, 5]);
});

test('the board is always full while there are days enough', () => {
  const dates = ['2026-10-17', '2026-10-18', '2026-10-19', '2026-10-20'];
  expect(windowOf(dates, 3, '2026-10-20')).toEqual(dates.slice(1));
  expect(windowOf(dates, 3, '2026-12-01')).toEqual(dates.slice(1));
  expect(windowOf(dates, 3, undefined)).toEqual(dates.slice(0, 3));
  expect(windowOf(dates.slice(0, 2), 3, '2026-10-18')).toEqual(dates.slice(0, 2));
});
