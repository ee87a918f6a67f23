import { render, screen, waitFor } from '@testing-library/svelte';
import { geoDistance } from 'd3-geo';
import { describe, expect, test } from 'vitest';
import { drawMap } from './drawing';
import { labelsOf } from './labels';
import { positionOf, type MapPlace, type Position } from './places';
import { projectionOf } from './projection';
import WorldMap from './WorldMap.svelte';

const ARLINGTON = { lat: 38.88, lon: -77.1 };
const FRANKIVSK = { lat: 48.92, lon: 24.71 };
const PORTLAND = { lat: 45.52, lon: -122.68 };
const KHABAROVSK = { lat: 48.48, lon: 135.07 };
const GBARNGA = { lat: 7, lon: -9.47 };
const AUCKLAND = { lat: -36.85, lon: 174.76 };
const SIZE = { width: 900, height: 370 };

function place(id: string, at: Position, side: MapPlace['side'] = 'guest'): MapPlace {
  return { id, name: id, at, side };
}

function within([x, y]: [number, number]): boolean {
  return x >= 0 && x <= SIZE.width && y >= 0 && y <= SIZE.height;
}

describe('the projection', () => {
  const point = (lines: Position[][], { lat, lon }: Position) =>
    projectionOf(lines, SIZE)([lon, lat]) ?? [Number.NaN, Number.NaN];

  test('shows every place, also on both sides of the date line and of the equator', () => {
    const all = [ARLINGTON, FRANKIVSK, PORTLAND, KHABAROVSK, GBARNGA, AUCKLAND];
    for (const at of all) expect(within(point([all], at))).toBe(true);
  });

  test('puts north up and east to the right in the middle', () => {
    const [x, y] = point([[ARLINGTON, FRANKIVSK]], FRANKIVSK);
    const [homeX] = point([[ARLINGTON, FRANKIVSK]], ARLINGTON);
    expect(x).toBeGreaterThan(homeX);
    const northOf = point([[ARLINGTON, FRANKIVSK]], { lat: FRANKIVSK.lat + 5, lon: FRANKIVSK.lon });
    expect(northOf[1]).toBeLessThan(y);
  });

  test('shows one place in the middle, and two next to each other no larger than the coastlines bear', () => {
    expect(point([[ARLINGTON]], ARLINGTON)).toEqual([SIZE.width / 2, SIZE.height / 2]);
    const near = { lat: ARLINGTON.lat + 0.1, lon: ARLINGTON.lon };
    const scale = projectionOf([[ARLINGTON, near]], SIZE).scale();
    expect(SIZE.width / scale).toBeGreaterThanOrEqual(1.1 - 1e-9);
  });

  test('has a place for everything where points lie opposite each other on the globe', () => {
    const opposite = { lat: -ARLINGTON.lat, lon: ARLINGTON.lon + 180 };
    for (const at of [ARLINGTON, opposite]) expect(within(point([[ARLINGTON], [opposite]], at))).toBe(true);
  });
});

describe('a drawing', () => {
  test('draws a route in one stroke, over the pole where that is shorter', () => {
    const drawing = drawMap(
      [place('Portland', PORTLAND, 'home'), place('Khabarovsk', KHABAROVSK)],
      [{ id: 'r', stops: ['Portland', 'Khabarovsk'] }],
      SIZE,
      16,
    );
    const [route] = drawing.routes;
    expect(route?.d.match(/M/g)).toHaveLength(1);
    expect(geoDistance([PORTLAND.lon, PORTLAND.lat], [KHABAROVSK.lon, KHABAROVSK.lat])).toBeLessThan(Math.PI / 2);
    expect(drawing.land.length).toBeGreaterThan(1000);
  });

  test('leaves a route out of which a place is not known', () => {
    const drawing = drawMap(
      [place('Arlington', ARLINGTON, 'home')],
      [{ id: 'r', stops: ['Arlington', 'x'] }],
      SIZE,
      16,
    );
    expect(drawing.routes).toEqual([]);
    expect(drawing.dots).toHaveLength(1);
  });
});

describe('labels', () => {
  const dot = (x: number, y: number, name: string) => ({ x, y, radius: 5, name });

  test('stand beside their dots, and within the map', () => {
    const labels = labelsOf([dot(100, 100, 'Gbarnga'), dot(890, 100, 'Khabarovsk')], [], SIZE, 16);
    expect(labels.map((label) => label?.anchor)).toEqual(['start', 'end']);
  });

  test('of two cities next to each other do not overlap', () => {
    const [first, second] = labelsOf([dot(100, 100, 'Arlington'), dot(104, 98, 'Baltimore')], [], SIZE, 16);
    expect(first).not.toBeNull();
    expect(second).not.toBeNull();
    expect([first?.anchor, first?.y]).not.toEqual([second?.anchor, second?.y]);
  });

  test('keep off the routes', () => {
    const route = Array.from({ length: 50 }, (_, step): [number, number] => [300 + step * 4, 200]);
    const [home, guest] = labelsOf([dot(300, 200, 'Arlington'), dot(500, 200, 'Aachen')], route, SIZE, 16);
    expect([home?.anchor, guest?.anchor]).toEqual(['end', 'start']);
  });

  test('are left out where there is no room, the latest first', () => {
    const crowd = Array.from({ length: 40 }, (_, index) => dot(200 + (index % 4), 100, `Twin town number ${index}`));
    const labels = labelsOf(crowd, [], SIZE, 16);
    expect(labels[0]).not.toBeNull();
    expect(labels).toContain(null);
  });
});

test('a position is read from a record only where it is one', () => {
  expect(positionOf({ lat: 1, lon: 2 })).toEqual({ lat: 1, lon: 2 });
  for (const value of [null, undefined, 'x', {}, { lat: '1', lon: 2 }, { lat: 91, lon: 0 }]) {
    expect(positionOf(value)).toBeNull();
  }
});

test('a map is a picture with a name, and names its places', async () => {
  const places = [place('Arlington', ARLINGTON, 'home'), place('Ivano-Frankivsk', FRANKIVSK)];
  render(WorldMap, { label: 'Arlington and Ivano-Frankivsk', places, ratio: 0.8 });
  expect(screen.getByRole('img', { name: 'Arlington and Ivano-Frankivsk' })).toBeVisible();
  await waitFor(() => expect(screen.getByText('Arlington')).toBeVisible());
});
