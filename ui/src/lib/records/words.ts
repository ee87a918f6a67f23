// Records and their fields in words, for lists and screens that show records of any kind.

import { KINDS, type FieldSpec, type JsonValue, type SlotView } from '$lib/api/bindings';
import { fmt } from '$lib/fmt.svelte';
import { i18n, t, tCode } from '$lib/i18n/i18n.svelte';

/** What a field holds; `flag` is whether a record is deleted. */
export type Holds = FieldSpec['holds'];

/** A field as the program names it; members of a set are changed one by one, as `tracks/Blue`. */
export function fieldName(register: string): string {
  return register.split('/', 1)[0] ?? register;
}

/** The member of a set that a register such as `tracks/Blue` is about. */
export function memberOf(register: string): string | null {
  const at = register.indexOf('/');
  return at < 0 ? null : register.slice(at + 1);
}

export function fieldSpec(kind: string, register: string): FieldSpec | null {
  return KINDS[kind]?.fields.find(({ name }) => name === fieldName(register)) ?? null;
}

/** One record of a kind, by its name: "itinerary item". */
export function kindWord(kind: string): string {
  return tCode('record.kind', kind, {}, 'record.kind.other');
}

/** A number of records of a kind: "3 itinerary items". */
export function countOf(kind: string, count: number): string {
  return tCode('record.count', kind, { count }, 'record.count.other');
}

/** A field by its name on the screen. */
export function fieldWord(register: string): string {
  return tCode('record.field', fieldName(register), {}, 'record.field.other');
}

export function choiceWord(word: string): string {
  return tCode('record.choice', word, { word }, 'record.choice_unknown');
}

export function countryWord(code: string): string {
  try {
    return regionNames(i18n.base).of(code) ?? code;
  } catch (error) {
    // What was kept is no code of a country; then it is shown as it was kept.
    if (error instanceof RangeError) return code;
    throw error;
  }
}

// Making one costs some hundred times what using it does, and a list of countries uses hundreds.
const namesByLanguage = new Map<string, Intl.DisplayNames>();

function regionNames(language: string): Intl.DisplayNames {
  let names = namesByLanguage.get(language);
  if (!names) {
    names = new Intl.DisplayNames([language], { type: 'region' });
    namesByLanguage.set(language, names);
  }
  return names;
}

/** A value in words; what is empty is said to be so. `shown` is the name of the record that it refers to. */
export function valueText(holds: Holds, value: JsonValue | null, shown: string | null = null): string {
  if (shown) return shown;
  if (value === null || value === '') return t('record.empty');
  switch (holds) {
    case 'slot':
      return slotText(value as Partial<SlotView>);
    case 'date':
      return fmt.day(String(value), 'full');
    case 'local_date_time':
      return dateTimeText(String(value));
    case 'choice':
      return choiceWord(String(value));
    case 'country':
      return countryWord(String(value));
    case 'zone':
      return String(value).replaceAll('_', ' ');
    case 'confirmation':
      return confirmationText(value as { state?: string; by?: string; on?: string });
    case 'position':
      return positionText(value as { lat?: number; lon?: number });
    default:
      return plainText(value);
  }
}

function plainText(value: JsonValue): string {
  if (typeof value === 'boolean') return t(value ? 'record.yes' : 'record.no');
  if (typeof value === 'number') return fmt.number(value);
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `09:30:00` and `09:30` alike. */
export function clockTime(time: string): string {
  return time.slice(0, 5);
}

function slotText({ day, start, end, end_day, certainty }: Partial<SlotView>): string {
  const times =
    start && end && !end_day
      ? fmt.times(clockTime(start), clockTime(end))
      : [
          start && fmt.time(clockTime(start)),
          end && [end_day && fmt.day(end_day), fmt.time(clockTime(end))].filter(Boolean).join(' '),
        ]
          .filter(Boolean)
          .join(' – ');
  const sure = certainty && certainty !== 'fixed' ? choiceWord(certainty) : '';
  return [day ? fmt.day(day, 'long') : t('record.not_placed'), times, sure].filter(Boolean).join(', ');
}

function dateTimeText(value: string): string {
  const [date = '', time] = value.split('T');
  return [fmt.day(date, 'full'), time && fmt.time(clockTime(time))].filter(Boolean).join(', ');
}

function confirmationText({ state, by, on }: { state?: string; by?: string; on?: string }): string {
  return [state && choiceWord(state), by, on && fmt.day(on, 'date_year')].filter(Boolean).join(', ');
}

function positionText({ lat, lon }: { lat?: number; lon?: number }): string {
  return lat === undefined || lon === undefined ? t('record.empty') : `${fmt.number(lat)}, ${fmt.number(lon)}`;
}
