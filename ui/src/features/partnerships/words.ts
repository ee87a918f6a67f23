// Partnerships in words.

import type { CityView, PartnershipRow, PartnershipVisit, VisitCounts } from '$lib/api/bindings';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { choiceWord, countryWord } from '$lib/records/words';
import { twin } from '$lib/time';
import type { Next } from './next';

/** Both cities: "Arlington and Aachen"; the title where one of them is not known. */
export function citiesOf({ home, partner, title }: PartnershipRow): string {
  return home && partner ? t('partnerships.cities', { home: home.name, partner: partner.name }) : title;
}

/** Hours by which the partner's clocks are ahead of ours at noon of a day; `null` where a zone is not known. */
export function hoursAhead({ home, partner }: PartnershipRow, date: string): number | null {
  if (!home?.zone || !partner?.zone || !date) return null;
  return twin(date, '12:00', home.zone, partner.zone).hours;
}

export function hoursWords(hours: number): string {
  if (hours === 0) return t('partnerships.same_time');
  return hours > 0 ? t('partnerships.ahead', { hours }) : t('partnerships.behind', { hours: -hours });
}

export function nextWords(next: Next): string {
  switch (next.what) {
    case 'visit':
      return next.days > 0 ? t('partnerships.next_visit', { days: next.days }) : t('partnerships.visit_runs');
    case 'renewal':
      return t('partnerships.next_renewal', { day: fmt.day(next.on, 'date_year') });
    case 'anniversary':
      return t('partnerships.next_anniversary', { years: next.years, day: fmt.day(next.on, 'date_year') });
  }
}

/** Where a city is, beside its name: its own script, region and country. */
export function placeWords({ native_name, region, country }: CityView): string {
  return [native_name, region, country && countryWord(country)].filter(Boolean).join(', ');
}

/** How many visits went which way, in a sentence; that there was none is said too. */
export function countsWords({ inbound, outbound, online }: VisitCounts): string {
  const parts = [
    inbound ? t('partnerships.inbound', { count: inbound }) : '',
    outbound ? t('partnerships.outbound', { count: outbound }) : '',
    online ? t('partnerships.online', { count: online }) : '',
  ].filter(Boolean);
  return parts.length ? parts.join(', ') : t('partnerships.no_visits');
}

export function visitDays({ starts_on, ends_on }: PartnershipVisit): string {
  if (!starts_on) return t('partnerships.no_dates');
  return !ends_on || ends_on === starts_on
    ? fmt.day(starts_on, 'date_year')
    : fmt.days(starts_on, ends_on, 'date_year');
}

/** What else is to be said of a visit: which way, how many travel, and its status where that is not plain. */
export function visitMore({ direction, guests, status }: PartnershipVisit): string {
  const told = new Set(['cancelled', 'postponed', 'idea', 'proposed']);
  return [
    direction && choiceWord(direction),
    guests ? t('partnerships.delegation', { count: guests }) : '',
    status && told.has(status) ? choiceWord(status) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
