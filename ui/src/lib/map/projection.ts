// The globe seen from above the middle of what is shown, so that no route is cut by the edge of the map.

import { geoAzimuthalEqualArea, geoInterpolate, type GeoProjection } from 'd3-geo';
import type { Position } from './places';

/** Width and height of a drawing in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Longitude and latitude, as d3 wants a point. */
export type LonLat = [number, number];

/** Points on each stretch of a route that have to be on the map, its ends among them. */
const POINTS_PER_STRETCH = 9;
/** The part of each side that is kept free for names. */
const MARGIN = 0.13;
/**
 * How far the map may be enlarged: width of the drawing in radians of the globe. The coastlines are drawn at
 * 1:110 million and become coarse beyond this.
 */
const WIDTH_RADIANS_MIN = 1.1;

/** The map on which all of `lines` (each one point or more) is visible, `size` large. */
export function projectionOf(lines: readonly (readonly Position[])[], size: Size): GeoProjection {
  const points = lines.flatMap((line) => along(line, POINTS_PER_STRETCH));
  const [lon, lat] = middleOf(points);
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).scale(1).translate([0, 0]);
  const drawn = points.flatMap((point) => projection(point) ?? []);
  const x = extent(drawn.filter((_, index) => index % 2 === 0));
  const y = extent(drawn.filter((_, index) => index % 2 === 1));
  const free = 1 - 2 * MARGIN;
  const scale = Math.min(
    (size.width * free) / Math.max(x.span, Number.EPSILON),
    (size.height * free) / Math.max(y.span, Number.EPSILON),
    size.width / WIDTH_RADIANS_MIN,
  );
  return projection
    .scale(scale)
    .translate([size.width / 2 - x.middle * scale, size.height / 2 - y.middle * scale])
    .clipExtent([
      [0, 0],
      [size.width, size.height],
    ]);
}

/** Points along the shortest way over the places of a line, so many on each stretch. */
export function along(line: readonly Position[], pointsPerStretch: number): LonLat[] {
  const stops = line.map(({ lat, lon }): LonLat => [lon, lat]);
  return stops.flatMap((from, index) => {
    const to = stops[index + 1];
    if (!to) return [from];
    const way = geoInterpolate(from, to);
    return Array.from({ length: pointsPerStretch - 1 }, (_, step) => way(step / (pointsPerStretch - 1)));
  });
}

/**
 * The middle of points on the globe: the direction of the sum of their unit vectors.
 *
 * Points that lie evenly around the globe have none; the pole is as good as any place then, and so it is for no point.
 */
function middleOf(points: readonly LonLat[]): LonLat {
  let [x, y, z] = [0, 0, 0];
  for (const [lon, lat] of points) {
    const [east, north] = [radians(lon), radians(lat)];
    x += Math.cos(north) * Math.cos(east);
    y += Math.cos(north) * Math.sin(east);
    z += Math.sin(north);
  }
  const length = Math.hypot(x, y, z);
  if (length < EVENLY_SPREAD * points.length || !points.length) return [0, 90];
  return [degrees(Math.atan2(y, x)), degrees(Math.asin(z / length))];
}

/** A mean vector shorter than this points nowhere in particular. */
const EVENLY_SPREAD = 1e-6;

function extent(values: readonly number[]): { middle: number; span: number } {
  if (!values.length) return { middle: 0, span: 0 };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, span: high - low };
}

const radians = (value: number) => (value * Math.PI) / 180;
const degrees = (value: number) => (value * 180) / Math.PI;
