// The partnerships of the chapter: a map and an equal list, sorted and filtered.

import { apiError, type ApiError } from '$lib/api/call';
import type { CityView, PartnershipAdd, PartnershipRow, PartnershipsView } from '$lib/api/bindings';
import { sorted, type Sort } from '$lib/components/sort';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import type { MapPlace, MapRoute } from '$lib/map/places';
import { Reading } from '$lib/reading.svelte';
import { likelyZone, zonesOf } from '$lib/zones';
import { nextOf } from './next';
import { hoursAhead } from './words';

export type Column = 'name' | 'since' | 'clock' | 'next' | 'visits';

/** Which partnerships are listed: those in force or to come, or all. */
export type Shown = 'active' | 'all';

export class Partnerships {
  readonly reading: Reading<PartnershipsView>;
  sort: Sort<Column> = $state.raw({ column: 'name', descending: false });
  chosen: Shown = $state('active');
  text = $state('');

  all = $derived.by(() => this.reading.value?.rows ?? []);
  counts = $derived({ active: this.all.filter(isActive).length, all: this.all.length });
  rows = $derived.by(() => {
    const date = this.reading.value?.date ?? '';
    const wanted = this.all.filter((row) => (this.chosen === 'all' || isActive(row)) && mentions(row, this.text));
    return sorted(wanted, this.sort, {
      name: (a, b) => fmt.compare(nameOf(a), nameOf(b)),
      since: (a, b) => compareText(a.signed_on ?? '9999', b.signed_on ?? '9999'),
      clock: (a, b) => (hoursAhead(a, date) ?? Infinity) - (hoursAhead(b, date) ?? Infinity),
      next: (a, b) => compareText(nextOf(a, date)?.on ?? '9999', nextOf(b, date)?.on ?? '9999'),
      visits: (a, b) => visitsOf(a) - visitsOf(b),
    });
  });
  places = $derived.by(() => placesOf(this.rows, this.reading.value?.home ?? null));
  routes = $derived(routesOf(this.rows));
  /** Cities of the list that no map can show. */
  unplaced = $derived.by(() => {
    const cities = this.rows.flatMap(({ home, partner }) => [home, partner]).filter((city) => city !== null);
    return [...new Map(cities.map((city) => [city.id, city])).values()].filter(({ position }) => !position);
  });

  constructor(desk: Pick<Desk, 'api'>) {
    this.reading = new Reading('partnerships', () => desk.api('partnerships'));
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** The partnership with a city of this name and country, if there is one. */
  known(name: string, country: string): PartnershipRow | null {
    const wanted = name.trim().toLowerCase();
    const isIt = ({ partner }: PartnershipRow) =>
      partner?.country === country &&
      [partner.name, partner.native_name].some((known) => known?.toLowerCase() === wanted);
    return this.all.find(isIt) ?? null;
  }
}

/** The fields of a new partnership by the names that the program uses for them. */
export type NewField = keyof PartnershipAdd;

/** A partnership about to be added. */
export class NewPartnership {
  partner_city = $state('');
  partner_country = $state('');
  /** As chosen by the person; empty: as can be told. */
  chosenZone = $state('');
  partner_position = $state('');
  status = $state('proposed');
  sister_state = $state('');
  signed_on = $state('');
  agreement_type = $state('');
  renewal_on = $state('');
  tried = $state(false);
  busy = $state(false);
  error: ApiError | null = $state.raw(null);

  partner_zone = $derived(this.chosenZone || likelyZone(this.partner_city, this.partner_country, null));
  missing = $derived.by((): NewField[] => {
    const needsZone = zonesOf(this.partner_country).length > 1;
    const needed: NewField[] = ['partner_city', 'partner_country', ...(needsZone ? (['partner_zone'] as const) : [])];
    return needed.filter((field) => !String(this[field]).trim());
  });

  #desk: Pick<Desk, 'do'>;

  constructor(desk: Pick<Desk, 'do'>) {
    this.#desk = desk;
  }

  setCountry(country: string): void {
    this.partner_country = country;
    this.chosenZone = '';
  }

  refused(field: NewField): boolean {
    return this.error?.code === 'bad_value' && this.error.args.field === field;
  }

  /** Adds the partnership and answers its id; `null` where something is missing or the program refused. */
  async add(): Promise<string | null> {
    this.tried = true;
    this.error = null;
    if (this.missing.length || this.busy) return null;
    this.busy = true;
    try {
      const { partnership } = await this.#desk.do('partnership_add', {
        partner_city: this.partner_city.trim(),
        partner_country: this.partner_country,
        partner_zone: this.partner_zone || null,
        partner_position: this.partner_position.trim() || null,
        status: this.status || null,
        sister_state: this.sister_state.trim() || null,
        signed_on: this.signed_on || null,
        agreement_type: this.agreement_type.trim() || null,
        renewal_on: this.renewal_on || null,
      });
      return partnership;
    } catch (thrown) {
      this.error = apiError(thrown, 'partnership_add');
      return null;
    } finally {
      this.busy = false;
    }
  }
}

export function isActive({ status }: PartnershipRow): boolean {
  return status !== 'inactive';
}

/** The partner city, by which a partnership is known; else its own title. */
export function nameOf({ partner, title }: PartnershipRow): string {
  return partner?.name ?? title;
}

function visitsOf({ visits }: PartnershipRow): number {
  return visits.inbound + visits.outbound + visits.online;
}

function mentions({ title, home, partner, sister_state }: PartnershipRow, text: string): boolean {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const told = [title, home?.name, partner?.name, partner?.native_name, partner?.region, sister_state]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
  return words.every((word) => told.includes(word));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Our cities and theirs, each once; our own city is shown without a partner too. */
export function placesOf(rows: readonly PartnershipRow[], own: CityView | null): MapPlace[] {
  const places = new Map<string, MapPlace>();
  const add = (city: CityView | null, side: 'home' | 'guest', hue?: number) => {
    if (city?.position && !places.has(city.id))
      places.set(city.id, { id: city.id, name: city.name, at: city.position, side, hue });
  };
  add(own, 'home');
  for (const { home } of rows) add(home, 'home');
  for (const { partner, hue } of rows) add(partner, 'guest', hue);
  return [...places.values()];
}

export function routesOf(rows: readonly PartnershipRow[]): MapRoute[] {
  return rows.flatMap((row) =>
    row.home && row.partner
      ? [{ id: row.id, stops: [row.home.id, row.partner.id], hue: row.hue, dashed: !isActive(row) }]
      : [],
  );
}
