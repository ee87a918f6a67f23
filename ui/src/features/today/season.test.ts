import { expect, test } from 'vitest';
import { along, lanesOf, seasonOf, share, type Label } from './season';

test('six months begin with the one we are in, over the end of a year', () => {
  expect(seasonOf('2026-10-06')).toEqual({
    from: '2026-10-01',
    until: '2027-04-01',
    months: ['2026-10-01', '2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'],
  });
});

test('a visit takes its days, the last one too, and ends with the ribbon', () => {
  const season = seasonOf('2026-10-06');
  expect(along(season, '2026-10-01')).toBe(0);
  expect(share(season, '2026-10-17', '2026-10-26')).toBeCloseTo(10 / 182);
  expect(share(season, '2027-03-31', '2027-04-09')).toBeCloseTo(1 / 182);
});

test.each<[string, Label[], number[]]>([
  ['apart', [at(0, 80), at(200, 80)], [0, 0]],
  ['close: the earlier goes below', [at(0, 80), at(40, 80)], [1, 0]],
  ['three in a heap', [at(0, 80), at(10, 80), at(20, 80)], [2, 1, 0]],
  ['a chain', [at(0, 80), at(70, 80), at(140, 80)], [2, 1, 0]],
  ['only a gap too near', [at(0, 80), at(85, 80)], [1, 0]],
  ['none', [], []],
])('labels %s', (_, labels, lanes) => {
  expect(lanesOf(labels, 10)).toEqual(lanes);
});

test('no two labels of a lane overlap, and no line to a label crosses another, however they stand', () => {
  let seed = 7;
  const random = (max: number) => (seed = (seed * 16_807) % 2_147_483_647) % max;
  for (let round = 0; round < 200; round++) {
    const labels = Array.from({ length: random(9) }, () => at(random(900), 40 + random(200)));
    labels.sort((a, b) => a.start - b.start);
    const lanes = lanesOf(labels, 0);
    labels.forEach((one, i) =>
      labels.forEach((other, j) => {
        if (i >= j) return;
        const touches = other.start < one.start + one.width;
        if (touches) expect(lanes[i]).toBeGreaterThan(lanes[j] ?? 0);
      }),
    );
  }
});

function at(start: number, width: number): Label {
  return { start, width };
}
