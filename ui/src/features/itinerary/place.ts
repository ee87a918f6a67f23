// Where an item stands on the day board, and what moving it there asks of the program.
//
// The board shows the clocks of the programme's zone. An item keeps its own: a flight leaves by the clocks of one city
// and lands by those of another, and both are placed where the programme's clocks stand at that moment.

import type { ItemMove, ItemView, SlotView } from '$lib/api/bindings';
import { addDays, daysBetween, minutesOf, timeOf, twin } from '$lib/time';

/** How long an item is drawn while nobody said, in minutes; the review assumes the same. */
export const ASSUMED_MINUTES = 60;
/** What dragging and the keyboard move by, in minutes. */
export const STEP_MINUTES = 15;
export const DAY_MINUTES = 24 * 60;
/** Where an item without a time is put by the first key, in minutes after midnight. */
const FIRST_START = 9 * 60;

/** A stretch of the board, in minutes after midnight of `date`; `end` may lie on a later day. */
export interface Span {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  /** Whether one of the ends is not known and was drawn at the usual length. */
  readonly startAssumed: boolean;
  readonly endAssumed: boolean;
}

/** Where an item stands on the clocks of `zone`; `null` where it has no time. */
export function spanOf(item: ItemView, zone: string): Span | null {
  const { slot } = item;
  const start = slot.day && slot.start ? onClocks(slot.day, slot.start, slot.zone, zone) : null;
  const end =
    slot.day && slot.end ? onClocks(slot.end_day ?? slot.day, slot.end, slot.end_zone ?? slot.zone, zone) : null;
  const length = item.length_minutes ?? ASSUMED_MINUTES;
  if (start && end) {
    const last = days(start.date, end.date) * DAY_MINUTES + end.minutes;
    // What ends before it starts is still shown, at its start; the review says what is wrong.
    return span(start.date, start.minutes, Math.max(last, start.minutes + STEP_MINUTES));
  }
  if (start) return { ...span(start.date, start.minutes, start.minutes + length), endAssumed: true };
  if (end) return { ...span(end.date, Math.max(0, end.minutes - length), end.minutes), startAssumed: true };
  return null;
}

function span(date: string, start: number, end: number): Span {
  return { date, start, end, startAssumed: false, endAssumed: false };
}

function onClocks(date: string, time: string, from: string, to: string): { date: string; minutes: number } {
  if (from === to) return { date, minutes: minutesOf(time) };
  const there = twin(date, time, from, to);
  return { date: there.date, minutes: minutesOf(there.time) };
}

/** `daysBetween`, which most often is asked about one and the same day. */
function days(from: string, to: string): number {
  return from === to ? 0 : daysBetween(from, to);
}

/** The part of an item that lies on one day. */
export interface Segment {
  readonly item: ItemView;
  readonly span: Span;
  readonly date: string;
  readonly from: number;
  readonly to: number;
  /** Whether it began on a day before. */
  readonly continued: boolean;
  /** Whether it ends on this day. */
  readonly last: boolean;
}

/** An item cut at midnight, one part for each day that it touches. */
export function segmentsOf(item: ItemView, span: Span): Segment[] {
  const count = Math.max(1, Math.ceil(span.end / DAY_MINUTES));
  return Array.from({ length: count }, (_, index) => ({
    item,
    span,
    date: index ? addDays(span.date, index) : span.date,
    from: index ? 0 : span.start,
    to: Math.min(span.end - index * DAY_MINUTES, DAY_MINUTES),
    continued: index > 0,
    last: index === count - 1,
  }));
}

/** A column within a day: parallel items stand side by side. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/** Gives each segment of one day the first lane that is free; only items that overlap share the width. */
export function lanesOf(segments: readonly Segment[]): Map<Segment, Lane> {
  const sorted = [...segments].sort((a, b) => a.from - b.from || b.to - a.to);
  const placed = new Map<Segment, Lane>();
  let cluster: Segment[] = [];
  let clusterEnd = -1;
  const close = () => {
    const ends: number[] = [];
    const laneOf = cluster.map((segment) => {
      const free = ends.findIndex((end) => end <= segment.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = segment.to;
      return lane;
    });
    cluster.forEach((segment, index) => placed.set(segment, { lane: laneOf[index] ?? 0, lanes: ends.length }));
    cluster = [];
  };
  for (const segment of sorted) {
    if (segment.from >= clusterEnd) close();
    cluster.push(segment);
    clusterEnd = Math.max(clusterEnd, segment.to);
  }
  close();
  return placed;
}

/** The whole hours that the board shows: the usual day, longer where something is earlier or later. */
export function hoursOf(segments: readonly Segment[]): { first: number; last: number } {
  const first = Math.min(USUAL_FIRST, ...segments.map(({ from }) => Math.floor(from / 60)));
  const last = Math.max(USUAL_LAST, ...segments.map(({ to }) => Math.ceil(to / 60)));
  return { first, last };
}

const USUAL_FIRST = 7;
const USUAL_LAST = 22;

/** Asks for an item to stand at `minutes` after midnight of `date`, on the clocks of `zone`. Its length stays. */
export function moveTo(item: ItemView, date: string, minutes: number, zone: string): ItemMove {
  const { slot } = item;
  if (slot.start === null && slot.end !== null) {
    const end = atMinutes(date, minutes + (item.length_minutes ?? ASSUMED_MINUTES), zone, slot.end_zone ?? slot.zone);
    return { item: item.id, day: end.date, start: null, end: end.time };
  }
  const start = atMinutes(date, minutes, zone, slot.zone);
  return { item: item.id, day: start.date, start: start.time, end: null };
}

/** Asks for an item to end at `minutes` after midnight of the day on which its span starts. */
export function endAt(item: ItemView, span: Span, minutes: number, zone: string): ItemMove {
  const { slot } = item;
  const end = atMinutes(span.date, minutes, zone, slot.end_zone ?? slot.zone);
  return { item: item.id, day: slot.start ? slot.day : end.date, start: slot.start, end: end.time };
}

/** Asks for an item to go to the tray. */
export function unplace(item: ItemView): ItemMove {
  return { item: item.id, day: null, start: null, end: null };
}

/** Asks for an item to move by steps of the keyboard; one without a time gets its first. `null` where nothing moves. */
export function nudge(item: ItemView, zone: string, { dayShift = 0, minutes = 0 }): ItemMove | null {
  const { slot } = item;
  if (!slot.day) return null;
  const span = spanOf(item, zone);
  if (!span) {
    if (minutes) return moveTo(item, slot.day, FIRST_START, zone);
    return { item: item.id, day: addDays(slot.day, dayShift), start: null, end: null };
  }
  return moveTo(item, dayShift ? addDays(span.date, dayShift) : span.date, span.start + minutes, zone);
}

/** Asks for the end to move by steps of the keyboard; never to before the start. */
export function nudgeEnd(item: ItemView, zone: string, minutes: number): ItemMove | null {
  const span = spanOf(item, zone);
  if (!span) return null;
  return endAt(item, span, Math.max(span.start + STEP_MINUTES, span.end + minutes), zone);
}

/** The moment `minutes` after midnight of `date` on the clocks of `zone`, as the clocks of another zone show it. */
function atMinutes(date: string, minutes: number, zone: string, to: string): { date: string; time: string } {
  const shift = Math.floor(minutes / DAY_MINUTES);
  const here = { date: shift ? addDays(date, shift) : date, time: timeOf(minutes) };
  return zone === to ? here : twin(here.date, here.time, zone, to);
}

/** The item as it will be once the program has moved it, to show at once. */
export function moved(item: ItemView, move: ItemMove): ItemView {
  const { slot } = item;
  const lasted = lengthShown(slot);
  if (move.day === null) {
    const away = { day: null, start: null, end: null, end_day: null };
    return { ...item, slot: { ...slot, ...away }, length_minutes: lasted ?? item.length_minutes };
  }
  const at = { ...slot, day: move.day, start: move.start, end: move.end, end_day: null };
  return { ...item, slot: { ...at, ...endOf(move, lasted ?? item.length_minutes) } };
}

function endOf({ day, start, end }: ItemMove, length: number | null): Pick<SlotView, 'end' | 'end_day'> {
  if (day === null || start === null) return { end, end_day: null };
  if (end !== null) return { end, end_day: end < start ? addDays(day, 1) : null };
  if (length === null) return { end: null, end_day: null };
  const last = minutesOf(start) + length;
  const shift = Math.floor(last / DAY_MINUTES);
  return { end: timeOf(last), end_day: shift ? addDays(day, shift) : null };
}

/** How much later the clock at the end shows than the one at the start, in minutes. */
export function lengthShown({ day, start, end, end_day }: SlotView): number | null {
  if (!day || !start || !end) return null;
  const minutes = days(day, end_day ?? day) * DAY_MINUTES + minutesOf(end) - minutesOf(start);
  return minutes > 0 ? minutes : null;
}

/** A slot as the record's field keeps it: nothing that is not known, and times with seconds. */
export function slotField(slot: SlotView): Record<string, string> {
  const time = (value: string | null) => value && `${value}:00`;
  const fields = {
    day: slot.day,
    start: time(slot.start),
    end_day: slot.end_day,
    end: time(slot.end),
    zone: slot.zone,
    end_zone: slot.end_zone,
    certainty: slot.certainty,
  };
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== null));
}
