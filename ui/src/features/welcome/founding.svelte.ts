// The way into a chapter: with an invitation, or by starting one. What was typed stays while one goes back and forth.

import { apiError, type Api, type ApiError } from '$lib/api/call';
import type { AppState } from '$lib/api/bindings';
import { countryOf, likelyZone } from '$lib/zones';

export type Way = 'join' | 'start';

/** The fields of both forms, by the names that the program uses for them. */
export type FoundingField = 'server' | 'code' | 'person_name' | 'chapter_name' | 'city_name' | 'country' | 'zone';

const FIELDS: Record<Way, readonly FoundingField[]> = {
  join: ['server', 'code', 'person_name'],
  start: ['chapter_name', 'city_name', 'country', 'zone', 'person_name'],
};

export class Founding {
  way: Way | null = $state(null);
  server = $state('');
  code = $state('');
  person_name = $state('');
  chapter_name = $state('');
  city_name = $state('');
  country = $state('');
  /** As chosen by the person; empty: as can be told. */
  chosenZone = $state('');
  /** Whether what is missing is said. */
  tried = $state(false);
  busy = $state(false);
  /** Why the program refused. */
  error: ApiError | null = $state.raw(null);

  zone = $derived(this.chosenZone || likelyZone(this.city_name, this.country, this.#systemZone()));
  /** The fields of the way taken that are still empty, in order. */
  missing = $derived(this.way ? FIELDS[this.way].filter((field) => !this[field].trim()) : []);

  #api: Api;
  #ownZone: string;

  constructor(api: Api, systemZone: string) {
    this.#api = api;
    this.#ownZone = systemZone;
    this.country = countryOf(systemZone) ?? '';
  }

  setCountry(country: string): void {
    this.country = country;
    this.chosenZone = '';
  }

  /** The name of the field that the program did not take, if it names one. */
  refused(field: FoundingField): boolean {
    return this.error?.code === 'bad_value' && this.error.args.field === field;
  }

  /** Joins or starts the chapter; `null` where something is missing or the program refused. */
  async enter(): Promise<AppState | null> {
    this.tried = true;
    this.error = null;
    if (!this.way || this.missing.length || this.busy) return null;
    this.busy = true;
    try {
      return this.way === 'join' ? await this.#join() : await this.#start();
    } catch (thrown) {
      this.error = apiError(thrown, this.way === 'join' ? 'chapter_join' : 'chapter_start');
      return null;
    } finally {
      this.busy = false;
    }
  }

  #join(): Promise<AppState> {
    const { server, code, person_name } = this;
    return this.#api('chapter_join', { server: server.trim(), code: code.trim(), person_name: person_name.trim() });
  }

  #start(): Promise<AppState> {
    const { chapter_name, city_name, country, zone, person_name } = this;
    return this.#api('chapter_start', {
      chapter_name: chapter_name.trim(),
      city_name: city_name.trim(),
      country,
      zone,
      person_name: person_name.trim(),
    });
  }

  #systemZone(): string | null {
    return this.#ownZone || null;
  }
}
