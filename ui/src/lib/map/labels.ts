// Where the names of a map's dots go: beside their dot, over no other name, dot or edge.

import type { Size } from './projection';

/** A dot that wants its name written. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly name: string;
}

/** A name's place: `x` is its start, middle or end as `anchor` says, `y` its baseline. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Widths in em. Generous, as a name may be drawn a little wider by another webview. */
const [EM_PER_SIGN, EM_PER_WIDE_SIGN] = [0.58, 1.04];
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;
/** Space between a dot and its name, in em. */
const GAP = 0.4;

/** A point of a drawing. */
export type Point = readonly [x: number, y: number];

/**
 * The label of each dot, `null` where a name fits nowhere: then a dot without a name is better than two names nobody
 * can read, since all of them stand in the list beside the map. Earlier dots choose first, and of the places that are
 * free each takes the one that covers least of the `lines`, which are given as points along them.
 */
export function labelsOf(dots: readonly Dot[], lines: readonly Point[], size: Size, em: number): (Label | null)[] {
  const taken = dots.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return dots.map((dot, own) => {
    const width = widthOf(dot.name, em);
    const free = [...candidates(dot, em)]
      .map((label) => ({ label, box: boxOf(label, width, em) }))
      .filter(({ box }) => within(box, size) && !taken.some((other, index) => index !== own && overlap(box, other)));
    const covers = ({ box }: { box: Box }) => lines.filter((point) => covered(point, box)).length;
    const [best] = free.map((place) => ({ ...place, cost: covers(place) })).sort((a, b) => a.cost - b.cost);
    if (!best) return null;
    taken.push(best.box);
    return best.label;
  });
}

function within(box: Box, { width, height }: Size): boolean {
  return box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
}

function covered([x, y]: Point, box: Box): boolean {
  return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
}

function widthOf(name: string, em: number): number {
  return [...name].reduce((sum, sign) => sum + (WIDE.test(sign) ? EM_PER_WIDE_SIGN : EM_PER_SIGN), 0) * em;
}

/** Beside the dot first, since that reads best; then above and below it. */
function* candidates({ x, y, radius }: Dot, em: number): Generator<Label> {
  const aside = radius + GAP * em;
  for (const rise of [0, -0.7, 0.7]) {
    yield { x: x + aside, y: y + (0.35 + rise) * em, anchor: 'start' };
    yield { x: x - aside, y: y + (0.35 + rise) * em, anchor: 'end' };
  }
  for (const anchor of ['middle', 'start', 'end'] as const) {
    yield { x, y: y - radius - GAP * em, anchor };
    yield { x, y: y + radius + (GAP + 0.75) * em, anchor };
  }
}

function boxOf({ x, y, anchor }: Label, width: number, em: number): Box {
  const left = x - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  return { left, right: left + width, top: y - 0.9 * em, bottom: y + 0.25 * em };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
