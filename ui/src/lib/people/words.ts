// The fields of participants in words.

import { KINDS, type JsonValue } from '$lib/api/bindings';
import { fmt } from '$lib/fmt.svelte';
import { t, tCode } from '$lib/i18n/i18n.svelte';

/** What a person does in the delegation; empty where nobody said. */
export function roleName(role: string | null): string {
  return role ? tCode('person.word.role', role, {}, 'person.unknown_word') : '';
}

/** Where somebody stands; empty where nobody said. */
export function statusName(status: string | null): string {
  return status ? tCode('person.word.status', status, {}, 'person.unknown_word') : '';
}

/** The label of a field of a person, their private half, or their part in the visit. */
export function fieldName(field: string): string {
  return tCode('person.field', field, {}, 'person.unknown_field');
}

/** A word that a field may hold. */
export function choiceName(field: string, word: string): string {
  return tCode(`person.word.${field}`, word, {}, 'person.unknown_word');
}

/** The words that a field may hold, in the order of its declaration. */
export function choicesOf(kind: string, field: string): readonly string[] {
  return KINDS[kind]?.fields.find(({ name }) => name === field)?.choices ?? [];
}

/** A day, or a day with its time, as the person reads it. `at` is `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
export function whenWords(at: string): string {
  const [day = '', time] = at.split('T');
  if (!time) return fmt.day(day, 'date_year');
  return t('person.day_time', { day: fmt.day(day), time: fmt.time(time.slice(0, 5)) });
}

/** A value as history tells it. */
export function valueWords(kind: string, field: string, value: JsonValue | null): string {
  if (value === null || value === '') return t('person.empty_value');
  if (typeof value === 'boolean') return value ? t('person.yes') : t('person.no');
  if (typeof value === 'number') return fmt.number(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (choicesOf(kind, field).includes(value)) return choiceName(field, value);
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/.test(value) ? whenWords(value) : value;
}
