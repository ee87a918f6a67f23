// A visit about to be planned.

import { apiError, type ApiError } from '$lib/api/call';
import type { CityView, VisitRow } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { likelyZone } from '$lib/zones';

export const TEMPLATES = ['firefighter_exchange', 'mayoral_visit', 'student_group', 'none'] as const;
export type Template = (typeof TEMPLATES)[number];

/** The fields by the names that the program uses for them. */
export type PlanField = 'title' | 'partner_city' | 'partner_country' | 'partner_zone' | 'starts_on' | 'ends_on';

const FIELDS: readonly PlanField[] = [
  'title',
  'partner_city',
  'partner_country',
  'partner_zone',
  'starts_on',
  'ends_on',
];

export class VisitPlan {
  template: Template = $state('firefighter_exchange');
  /** As typed; `null`: as the template is called. */
  typedTitle: string | null = $state(null);
  direction: 'inbound' | 'outbound' = $state('inbound');
  partner_city = $state('');
  partner_country = $state('');
  /** As chosen by the person; empty: as can be told. */
  chosenZone = $state('');
  starts_on = $state('');
  ends_on = $state('');
  tried = $state(false);
  busy = $state(false);
  error: ApiError | null = $state.raw(null);

  title = $derived(this.typedTitle ?? this.#templateTitle());
  partner_zone = $derived(this.chosenZone || likelyZone(this.partner_city, this.partner_country, null));
  missing = $derived(FIELDS.filter((field) => !this[field].trim()));
  endsBeforeStart = $derived(this.starts_on !== '' && this.ends_on !== '' && this.ends_on < this.starts_on);

  #desk: Pick<Desk, 'do'>;
  #titleOf: (template: Template) => string;

  /** `titleOf` says what a visit by a template is called at first. */
  constructor(desk: Pick<Desk, 'do'>, titleOf: (template: Template) => string) {
    this.#desk = desk;
    this.#titleOf = titleOf;
  }

  setCountry(country: string): void {
    this.partner_country = country;
    this.chosenZone = '';
  }

  /** Takes over the city that is visited or visits. */
  setCity({ name, country, zone }: CityView): void {
    this.partner_city = name;
    this.setCountry(country ?? '');
    this.chosenZone = zone ?? '';
  }

  refused(field: PlanField): boolean {
    return this.error?.code === 'bad_value' && this.error.args.field === field;
  }

  /** Plans the visit; `null` where something is missing or the program refused. */
  async add(): Promise<VisitRow | null> {
    this.tried = true;
    this.error = null;
    if (this.missing.length || this.endsBeforeStart || this.busy) return null;
    const { title, direction, partner_city, partner_country, partner_zone, starts_on, ends_on, template } = this;
    this.busy = true;
    try {
      return await this.#desk.do('visit_add', {
        title: title.trim(),
        direction,
        partner_city: partner_city.trim(),
        partner_country,
        partner_zone,
        starts_on,
        ends_on,
        zone: null,
        template: template === 'none' ? null : template,
      });
    } catch (thrown) {
      this.error = apiError(thrown, 'visit_add');
      return null;
    } finally {
      this.busy = false;
    }
  }

  #templateTitle(): string {
    return this.#titleOf(this.template);
  }
}
