// A map as paths and points, ready to be put into SVG. Heavy (coastlines, projections): loaded when a map is shown.

import { geoGraticule10, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/land-110m.json';
import { labelsOf, type Label, type Point } from './labels';
import type { MapPlace, MapRoute } from './places';
import { along, projectionOf, type Size } from './projection';

/** What is drawn, in px of the drawing. `d` are SVG path data. */
export interface MapDrawing {
  readonly land: string;
  /** Lines every 10 degrees. */
  readonly grid: string;
  readonly routes: readonly { readonly route: MapRoute; readonly d: string }[];
  readonly dots: readonly {
    readonly place: MapPlace;
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    /** Where its name goes, `null` where there is no room for it. */
    readonly label: Label | null;
  }[];
}

/** Points along a stretch of a route that a name should not cover: one every few pixels. */
const POINTS_PER_LINE = 120;
const RADIUS = { home: 5.5, guest: 5.5, via: 3.5 } as const;
/** Ends of a journey are named before the places on the way. */
const NAMED_FIRST = ['home', 'guest', 'via'] as const;

const land = landOf(atlas as unknown as Topology<{ land: GeometryCollection }>);

/** Draws `places` and the `routes` between them, `size` large, with names `em` px high. */
export function drawMap(places: readonly MapPlace[], routes: readonly MapRoute[], size: Size, em: number): MapDrawing {
  const at = new Map(places.map((place) => [place.id, place.at]));
  const lines = routes.flatMap((route) => {
    const stops = route.stops.flatMap((id) => at.get(id) ?? []);
    return stops.length === route.stops.length && stops.length > 1 ? [{ route, stops }] : [];
  });
  const projection = projectionOf([...places.map(({ at }) => [at]), ...lines.map(({ stops }) => stops)], size);
  const path = geoPath(projection);
  const dots = [...places]
    .sort((a, b) => NAMED_FIRST.indexOf(a.side) - NAMED_FIRST.indexOf(b.side))
    .flatMap((place) => {
      const point = projection([place.at.lon, place.at.lat]);
      return point ? [{ place, x: point[0], y: point[1], radius: RADIUS[place.side] }] : [];
    });
  const labels = labelsOf(
    dots.map(({ place, x, y, radius }) => ({ x, y, radius, name: place.name })),
    lines.flatMap(({ stops }) =>
      along(stops, POINTS_PER_LINE).flatMap((point): Point[] => [projection(point) ?? [0, 0]]),
    ),
    size,
    em,
  );
  return {
    land: path(land) ?? '',
    grid: path(geoGraticule10()) ?? '',
    routes: lines.map(({ route, stops }) => ({
      route,
      d: path({ type: 'LineString', coordinates: stops.map(({ lat, lon }) => [lon, lat]) }) ?? '',
    })),
    dots: dots.map((dot, index) => ({ ...dot, label: labels[index] ?? null })),
  };
}

function landOf(atlas: Topology<{ land: GeometryCollection }>) {
  return feature(atlas, atlas.objects.land);
}
