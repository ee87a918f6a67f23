// What the review found, in words. The program sends each finding's code and its reason as data (names, times and
// figures); the catalogue `finding.*` words it, `<b>` around what matters first.

import type { FindingView } from './api/bindings';
import { fmt } from './fmt.svelte';
import { i18n, t, tParts, type Args, type Key } from './i18n/i18n.svelte';
import { minutesOf } from './time';

/** A message with what to fill in, and the sentence that may follow it. */
export interface FindingWords {
  readonly key: Key;
  readonly args: Args;
  /** What makes the finding less than certain. */
  readonly doubt: string | null;
}

/** A finding in words as it is read beside the item `at`, which is then not named again. */
export function findingWords(finding: FindingView, at: string | null = null): FindingWords {
  const reason = { ...(finding.args as object), code: finding.code } as Reason;
  const key = `finding.${finding.code}`;
  const argsOf = ARGS[reason.code] as ((reason: Reason, at: string | null) => Args) | undefined;
  // A newer program may find what this window has no words for; its own English sentence is better than silence.
  if (!argsOf || !i18n.has(key))
    return { key: 'finding.part.as_told', args: { sentence: finding.sentence }, doubt: null };
  return { key, args: argsOf(reason, at), doubt: doubtOf(reason) };
}

/** The same as plain text. */
export function findingText(finding: FindingView, at: string | null = null): string {
  const { key, args, doubt } = findingWords(finding, at);
  const sentence = tParts(key, args)
    .map(({ text }) => text)
    .join('');
  return doubt ? `${sentence} ${doubt}` : sentence;
}

/** A stretch of time: `1 h 30 min`. */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return t('finding.part.minutes', { minutes: rest });
  return rest === 0 ? t('finding.part.hours', { hours }) : t('finding.part.hours_minutes', { hours, minutes: rest });
}

/** How many people a sentence names before it counts the rest. */
const NAMES_MAX = 4;

interface PersonRef {
  id: string;
  name: string;
}

/** Times are `HH:MM:SS` here, as records keep them. */
interface SlotFields {
  day?: string;
  start?: string;
  end?: string;
}

interface ItemRef {
  id: string;
  title: string;
  slot: SlotFields;
}

interface StayRef {
  person: PersonRef;
  joins_at: string | null;
  leaves_at: string | null;
}

interface ClockRef {
  city: string | null;
  zone: string;
  at: string;
  shift_minutes: number;
}

type Doubt = 'assumed_length' | 'not_fixed' | 'free_time';

interface Overlap {
  here: ItemRef;
  there: ItemRef;
  doubt: Doubt | null;
}

/** The reasons of the review, by code (`crates/domain/src/review/reason.rs`). */
type Reason =
  | { code: 'person_in_two_places'; people: PersonRef[]; overlap: Overlap }
  | { code: 'interpreter_in_two_places'; interpreters: PersonRef[]; overlap: Overlap }
  | { code: 'driver_in_two_places'; drivers: PersonRef[]; overlap: Overlap }
  | { code: 'vehicle_booked_twice'; vehicle: string; overlap: Overlap }
  | {
      code: 'no_travel_time';
      people: PersonRef[];
      from: ItemRef;
      to: ItemRef;
      gap_minutes: number;
      needed_minutes: number;
      distance_km: number | null;
      doubt: Doubt | null;
    }
  | { code: 'duplicate_item'; here: ItemRef; there: ItemRef }
  | { code: 'outside_own_stay'; item: ItemRef; stays: StayRef[] }
  | { code: 'ends_before_start'; item: ItemRef }
  | { code: 'outside_visit'; item: ItemRef; starts_on: string | null; ends_on: string | null }
  | { code: 'past_date'; item: ItemRef; starts_on: string }
  | {
      code: 'clock_change';
      day: string;
      clocks: ClockRef[];
      before_minutes: number | null;
      after_minutes: number | null;
    }
  | { code: 'unusual_difference'; day: string; minutes: number; usual_minutes: number }
  | { code: 'skipped_hour' | 'repeated_hour'; item: ItemRef; at: string; zone: string }
  | { code: 'other_calendar_day'; item: ItemRef; city: string | null; zone: string; at: string }
  | { code: 'outdoor_without_wet_weather_place'; item: ItemRef; venue: string }
  | { code: 'unconfirmed'; item: ItemRef; asked: boolean; days_left: number }
  | { code: 'declined'; item: ItemRef; by: string | null }
  | { code: 'still_to_be_confirmed'; item: ItemRef; days_left: number }
  | { code: 'interpreter_missing'; item: ItemRef; people: PersonRef[] }
  | { code: 'interpreter_wrong_language'; item: ItemRef; interpreter: PersonRef; needed: string[] }
  | { code: 'interpreter_too_long'; item: ItemRef; interpreter: PersonRef; minutes: number }
  | { code: 'interpreter_all_day'; day: string; interpreter: PersonRef; items: ItemRef[]; minutes: number }
  | { code: 'vehicle_over_capacity'; item: ItemRef; vehicle: string; occupants: number; seats: number }
  | { code: 'fifteen_seater_too_full'; item: ItemRef; vehicle: string; occupants: number }
  | { code: 'not_taking_part'; item: ItemRef; person: PersonRef; status: string };

type ReasonOf<C extends Reason['code']> = Extract<Reason, { code: C }>;

const instantOfHour = ({ at, zone }: { at: string; zone: string }): Args => ({
  ...moment(at),
  city: cityOfZone(zone),
});

/** What each message fills in. */
const ARGS: { [C in Reason['code']]: (reason: Extract<Reason, { code: C }>, at: string | null) => Args } = {
  person_in_two_places: ({ people, overlap }, at) => ({ ...named(people), other: other(overlap, at) }),
  interpreter_in_two_places: ({ interpreters, overlap }, at) => ({ ...named(interpreters), other: other(overlap, at) }),
  driver_in_two_places: ({ drivers, overlap }, at) => ({ ...named(drivers), other: other(overlap, at) }),
  vehicle_booked_twice: ({ vehicle, overlap }, at) => ({ vehicle: vehicleName(vehicle), other: other(overlap, at) }),
  no_travel_time: noTravelTime,
  duplicate_item: ({ here, there }, at) => ({ other: other({ here, there, doubt: null }, at) }),
  outside_own_stay: ({ stays }) => ({ stays: stays.map(stayText).join(' ') }),
  ends_before_start: ({ item: { slot } }) => ({ start: clock(slot.start), end: clock(slot.end) }),
  outside_visit: outsideVisit,
  past_date: ({ item, starts_on }) => ({ day: dayText(item.slot.day), first: dayText(starts_on) }),
  clock_change: clockChange,
  unusual_difference: ({ day, minutes, usual_minutes }) => ({
    day: dayText(day),
    hours: durationText(Math.abs(minutes)),
    usual: durationText(Math.abs(usual_minutes)),
  }),
  skipped_hour: instantOfHour,
  repeated_hour: instantOfHour,
  other_calendar_day: ({ city, zone, at }) => ({ ...moment(at), city: city ?? cityOfZone(zone) }),
  outdoor_without_wet_weather_place: ({ venue }) => ({ venue: venue || t('finding.part.the_place') }),
  unconfirmed: ({ asked, days_left }) => ({ asked: asked ? 'yes' : 'no', days: days_left }),
  declined: ({ by }) => ({ known: by ? 'yes' : 'no', by: by ?? '' }),
  still_to_be_confirmed: ({ days_left }) => ({ days: days_left }),
  interpreter_missing: ({ people }) => named(people),
  interpreter_wrong_language: ({ interpreter, needed }) => ({
    name: nameOf(interpreter),
    languages: list(needed.map(languageName)),
  }),
  interpreter_too_long: ({ interpreter, minutes }) => ({ name: nameOf(interpreter), minutes }),
  interpreter_all_day: ({ day, interpreter, items, minutes }) => ({
    day: dayText(day),
    name: nameOf(interpreter),
    hours: durationText(minutes),
    count: items.length,
  }),
  vehicle_over_capacity: ({ vehicle, occupants, seats }) => ({ vehicle: vehicleName(vehicle), occupants, seats }),
  fifteen_seater_too_full: ({ vehicle, occupants }) => ({ vehicle: vehicleName(vehicle), occupants }),
  not_taking_part: ({ person, status }) => ({ name: nameOf(person), status }),
};

function noTravelTime(reason: ReasonOf<'no_travel_time'>, at: string | null): Args {
  const { from, to, distance_km } = reason;
  const leaving = at === from.id;
  return {
    ...named(reason.people),
    gap: reason.gap_minutes,
    needed: reason.needed_minutes,
    way: leaving ? 'to' : 'from',
    other: leaving ? itemText(to, from) : itemText(from, to),
    measured: distance_km === null ? 'no' : 'yes',
    km: distance_km === null ? '' : fmt.number(Math.round(distance_km * 10) / 10),
  };
}

function outsideVisit({ item, starts_on, ends_on }: ReasonOf<'outside_visit'>): Args {
  const known = starts_on && ends_on ? 'both' : starts_on ? 'first' : ends_on ? 'last' : 'none';
  return { known, day: dayText(item.slot.day), first: dayText(starts_on), last: dayText(ends_on) };
}

function clockChange({ clocks, before_minutes, after_minutes }: ReasonOf<'clock_change'>): Args {
  const changes = clocks.map((changed) =>
    t('finding.part.clock', {
      ...moment(changed.at),
      city: changed.city ?? cityOfZone(changed.zone),
      way: changed.shift_minutes > 0 ? 'forward' : 'back',
      by: durationText(Math.abs(changed.shift_minutes)),
    }),
  );
  const known = before_minutes !== null && after_minutes !== null && before_minutes !== after_minutes;
  return {
    changes: changes.join(' '),
    differs: known ? 'yes' : 'no',
    before: durationText(Math.abs(before_minutes ?? 0)),
    after: durationText(Math.abs(after_minutes ?? 0)),
  };
}

function stayText({ person, joins_at, leaves_at }: StayRef): string {
  const [name, joins, leaves] = [nameOf(person), momentText(joins_at), momentText(leaves_at)];
  if (joins && leaves) return t('finding.part.stay', { name, joins, leaves });
  if (joins) return t('finding.part.joins', { name, joins });
  return leaves ? t('finding.part.leaves', { name, leaves }) : t('finding.part.stays', { name });
}

function doubtOf(reason: Reason): string | null {
  const doubt = 'overlap' in reason ? reason.overlap.doubt : 'doubt' in reason ? reason.doubt : null;
  return doubt && t(`finding.doubt.${doubt}`);
}

/** The item of an overlap that the reader is not looking at. */
function other({ here, there }: Overlap, at: string | null): string {
  return at === there.id ? itemText(here, there) : itemText(there, here);
}

/** An item as named beside `beside`: with its day only where that is another. */
function itemText({ title, slot }: ItemRef, beside: ItemRef): string {
  const day = slot.day !== beside.slot.day ? dayText(slot.day) : '';
  const when = [day, timesText(slot)].filter(Boolean).join(' ');
  const name = title || t('finding.part.untitled');
  return when ? t('finding.part.item_at', { name, when }) : t('finding.part.item', { name });
}

function timesText({ start, end }: SlotFields): string {
  if (start && end) return fmt.times(start.slice(0, 5), end.slice(0, 5));
  if (end) return t('finding.part.until', { end: clock(end) });
  return clock(start);
}

function named(people: readonly PersonRef[]): Args {
  const names = people.map(nameOf);
  const shown = names.length > NAMES_MAX ? names.slice(0, NAMES_MAX - 1) : names;
  const rest = names.length - shown.length;
  const all = rest ? [...shown, t('finding.part.others', { count: rest })] : shown;
  return { names: all.length ? list(all) : t('finding.part.somebody'), count: Math.max(1, names.length) };
}

const nameOf = ({ name }: PersonRef) => name || t('finding.part.somebody');
const vehicleName = (name: string) => name || t('finding.part.the_vehicle');
const list = (words: readonly string[]) => new Intl.ListFormat(i18n.base, { type: 'conjunction' }).format(words);
const clock = (time: string | null | undefined) => (time ? fmt.time(time.slice(0, 5)) : '');
const dayText = (day: string | null | undefined) => (day ? fmt.day(day, 'short') : '');

/** The day and the time of `2026-10-25T02:00:00`. */
function moment(at: string): { day: string; time: string } {
  return { day: dayText(at.slice(0, 10)), time: clock(at.slice(11)) };
}

function momentText(at: string | null): string {
  if (!at) return '';
  const { day, time } = moment(at);
  // Somebody who joins at midnight joins with the day.
  return minutesOf(at.slice(11, 16)) === 0 ? day : `${day} ${time}`;
}

/** The city that an IANA zone is named after: `Europe/Kyiv` is Kyiv. */
export function cityOfZone(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(i18n.base, { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    // A record may name a language in a way that is no tag; its own word is then the best there is.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
