// The fields of a visit that its overview edits.

import type { VisitFields } from '$lib/api/bindings';

export type VisitField = keyof VisitFields;

/** A field's value as a person edits it: always a text, empty for nothing. */
export function textOf(fields: VisitFields, field: VisitField): string {
  const value = fields[field];
  return value === null ? '' : String(value);
}

/** Whether two days are in order, as far as both are known. */
export function inOrder(first: string, last: string): boolean {
  return !first || !last || first <= last;
}
