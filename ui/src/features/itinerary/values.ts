// Values of a record's fields in words, for the history of an item.

import type { JsonValue, SlotView } from '$lib/api/bindings';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import type { Itinerary } from './itinerary.svelte';
import { kindWord } from './kinds';
import { unsureText } from './times';

/** The states of a confirmation, in order of choosing. */
export const CONFIRMATIONS = ['not_asked', 'asked', 'confirmed', 'declined'] as const;

const FIELDS = [
  'title',
  'kind',
  'slot',
  'length_minutes',
  'venue',
  'wet_weather_venue',
  'lead',
  'interpreter',
  'interpretation_mode',
  'vehicle',
  'public_note',
  'internal_note',
  'confirmation',
  'sequence',
  'tracks',
  'participants',
] as const;

/** A field of an item by its name on the screen, `null` for what people do not see; members of a set are changed one by
    one, as `tracks/Blue`. */
export function fieldText(field: string): string | null {
  const name = field.split('/')[0];
  const known = FIELDS.find((each) => each === name);
  return known ? t(`itinerary.field.${known}`) : null;
}

/** A value in words; empty where there is none. */
export function valueText(field: string, value: JsonValue | null, itinerary: Itinerary): string {
  const [name, member] = field.split('/');
  if (member !== undefined) return memberText(name ?? '', member, value === true, itinerary);
  if (value === null) return '';
  switch (name) {
    case 'slot':
      return slotText(value as unknown as Partial<SlotView>);
    case 'kind':
      return t(`itinerary.kind.${kindWord(String(value))}`);
    case 'confirmation':
      return confirmationText(value as unknown as { state: string; by?: string; on?: string });
    default:
      return plainText(value, itinerary);
  }
}

function memberText(set: string, member: string, isIn: boolean, itinerary: Itinerary): string {
  const name = set === 'participants' ? nameOf(member, itinerary) : member;
  return isIn ? name : '';
}

function plainText(value: JsonValue, itinerary: Itinerary): string {
  if (typeof value === 'string') return nameOf(value, itinerary);
  if (typeof value === 'number') return fmt.number(value);
  if (Array.isArray(value)) return value.map((each) => plainText(each, itinerary)).join(', ');
  return typeof value === 'boolean' ? t(value ? 'itinerary.yes' : 'itinerary.no') : JSON.stringify(value);
}

/** The name behind an id, or the text itself where it is none. */
function nameOf(text: string, { view }: Itinerary): string {
  const venue = [...(view?.venues ?? []), ...(view?.vehicles ?? [])].find(({ id }) => id === text);
  if (venue) return venue.name;
  const person = view?.participants.find(({ id, person }) => id === text || person === text);
  return person ? person.name.latin || (person.name.native ?? text) : text;
}

function slotText({ day, start, end, certainty }: Partial<SlotView>): string {
  const [from, to] = [start?.slice(0, 5), end?.slice(0, 5)];
  const times =
    from && to ? fmt.times(from, to) : from ? fmt.time(from) : to ? t('itinerary.until', { end: fmt.time(to) }) : '';
  return [day ? fmt.day(day) : t('itinerary.tray'), times, unsureText(certainty)].filter(Boolean).join(' ');
}

function confirmationText({ state, by, on }: { state: string; by?: string; on?: string }): string {
  const known = CONFIRMATIONS.find((each) => each === state);
  const word = known ? t(`itinerary.confirmation.${known}`) : state;
  return [word, by, on && fmt.day(on, 'date_year')].filter(Boolean).join(', ');
}
