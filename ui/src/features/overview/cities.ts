// Who visits whom, and which city a zone's clocks are.

import type { ClockCity, VisitRow } from '$lib/api/bindings';
import { cityOfZone } from '$lib/findings';

/** The city that is visited and the one that the guests come from, where they are known. */
export function citiesOf({ direction, home, partner }: VisitRow): { host: ClockCity | null; guest: ClockCity | null } {
  return direction === 'outbound' ? { host: partner, guest: home } : { host: home, guest: partner };
}

/** The city of the visit on whose clocks `zone` is, else the one that the zone is named after. */
export function cityAt(zone: string, visit: VisitRow): ClockCity {
  const { host, guest } = citiesOf(visit);
  return [host, guest].find((city) => city?.zone === zone) ?? { name: cityOfZone(zone), zone };
}

/** The other of the two cities, to tell the time there as well. */
export function otherCity({ zone }: ClockCity, visit: VisitRow): ClockCity | null {
  const { host, guest } = citiesOf(visit);
  return [host, guest].find((city) => city && city.zone !== zone) ?? null;
}
