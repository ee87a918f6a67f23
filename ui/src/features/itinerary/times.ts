// Times of day to choose from, and how sure they are.

import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { timeOf } from '$lib/time';
import { DAY_MINUTES, STEP_MINUTES } from './place';

/** Every quarter of an hour, and the time that is set where it lies between. */
export function timesOfDay(set: string | null): { value: string; label: string }[] {
  const quarters = Array.from({ length: DAY_MINUTES / STEP_MINUTES }, (_, index) => timeOf(index * STEP_MINUTES));
  const times = set && !quarters.includes(set) ? [...quarters, set].sort() : quarters;
  return times.map((time) => ({ value: time, label: fmt.time(time) }));
}

/** How sure a time is, in order of choosing. */
export const CERTAINTIES = ['fixed', 'tentative', 'to_be_confirmed'] as const;

/** What is to be said of a time that is not fixed; `null` where it is. */
export function unsureText(certainty: string | undefined): string | null {
  if (certainty !== 'tentative' && certainty !== 'to_be_confirmed') return null;
  return t(`itinerary.certainty.${certainty}`);
}
