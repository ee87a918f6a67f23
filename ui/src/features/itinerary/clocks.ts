// The two clocks of the board. What the other city's clocks show is asked of its zone's rules for every day apart:
// between two visible days the difference can change, and on some days the clocks themselves do.

import type { ClockCity, ItineraryView } from '$lib/api/bindings';
import { cityOfZone } from '$lib/findings';
import { addDays, timeOf, twin } from '$lib/time';

/** The cities whose clocks the board shows. */
export interface Clocks {
  /** By whose clocks the programme goes. */
  readonly here: ClockCity;
  /** The other side; `null` where it is not known. */
  readonly there: ClockCity | null;
}

export function clocksOf({ visit, zone }: ItineraryView): Clocks {
  const { home, partner } = visit;
  if (home?.zone === zone) return { here: home, there: partner };
  if (partner?.zone === zone) return { here: partner, there: home };
  return { here: { name: cityOfZone(zone), zone }, there: partner ?? home };
}

/** The name of a zone's city, one of the two where it is theirs. */
export function cityOf(zone: string, { here, there }: Clocks): string {
  if (here.zone === zone) return here.name;
  return there?.zone === zone ? there.name : cityOfZone(zone);
}

/** What the other city's clocks show at each full hour of a day. */
export function hoursThere(date: string, { here, there }: Clocks, first: number, last: number): string[] {
  if (!there || there.zone === here.zone) return [];
  const hours = Array.from({ length: last - first }, (_, index) => timeOf((first + index) * 60));
  return hours.map((time) => twin(date, time, here.zone, there.zone).time);
}

/** By how many minutes the other city's clocks are ahead at noon. */
export function aheadAtNoon(date: string, { here, there }: Clocks): number {
  return there ? Math.round(twin(date, '12:00', here.zone, there.zone).hours * 60) : 0;
}

/** A city whose clocks are put forward, or back where `minutes` is negative, on a day. */
export interface ClockShift {
  readonly city: string;
  readonly minutes: number;
}

/** Which clocks change on a day. */
export function shiftsOn(date: string, { here, there }: Clocks): ClockShift[] {
  const cities = there && there.zone !== here.zone ? [here, there] : [here];
  return cities
    .map(({ name, zone }) => {
      const offset = (day: string) => -twin(day, '00:00', zone, 'UTC').hours * 60;
      return { city: name, minutes: Math.round(offset(addDays(date, 1)) - offset(date)) };
    })
    .filter(({ minutes }) => minutes !== 0);
}
