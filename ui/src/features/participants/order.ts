// The orders in which participants can be listed.

import type { PassportState } from '$lib/api/bindings';
import { fmt } from '$lib/fmt.svelte';
import { nameOf } from '$lib/people/names';
import { roleName, statusName } from '$lib/people/words';
import type { Participant } from './participants.svelte';

export type Column = 'number' | 'name' | 'role' | 'food' | 'passport' | 'status';

/** What needs a look comes first. */
const PASSPORT_RANK: Record<PassportState, number> = { missing: 0, expired: 1, short: 2, valid: 3, not_shown: 4 };

export const COMPARE: Record<Column, (a: Participant, b: Participant) => number> = {
  // The program's order has the guests first; `number` runs through both sides.
  number: (a, b) => a.number - b.number,
  name: (a, b) => fmt.compare(nameOf(a), nameOf(b)),
  role: (a, b) => fmt.compare(a.position ?? roleName(a.role), b.position ?? roleName(b.role)),
  food: (a, b) => fmt.compare(foodKey(a), foodKey(b)),
  passport: (a, b) =>
    PASSPORT_RANK[a.passport] - PASSPORT_RANK[b.passport] ||
    (a.passport_expires_on ?? '').localeCompare(b.passport_expires_on ?? ''),
  status: (a, b) => fmt.compare(statusName(a.status), statusName(b.status)),
};

/** Allergies first, then diets, then nothing. */
function foodKey({ allergies, diet }: Participant): string {
  return allergies ? `0 ${allergies}` : diet ? `1 ${diet}` : '2';
}
