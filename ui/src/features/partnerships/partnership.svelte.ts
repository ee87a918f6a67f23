// One partnership: what it shows, and the edits that a person makes there.

import { apiError, type ApiError } from '$lib/api/call';
import type { JsonValue, PartnershipSide, PartnershipView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { Reading } from '$lib/reading.svelte';

/** A person to choose. */
export interface PersonChoice {
  readonly id: string;
  readonly name: string;
}

export class Partnership {
  readonly id: string;
  readonly reading: Reading<PartnershipView>;
  view: PartnershipView | null = $derived.by(() => this.reading.value);
  /** Why the latest edit was not made, and which it was: a field as `kind/id/field`, or the name of a form. */
  refused: { readonly what: string; readonly error: ApiError } | null = $state.raw(null);

  #desk: Pick<Desk, 'api' | 'do'>;

  constructor(desk: Pick<Desk, 'api' | 'do'>, id: string) {
    this.#desk = desk;
    this.id = id;
    this.reading = new Reading('partnership', () => desk.api('partnership', { partnership: id }));
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** Why the latest edit of this was not made. */
  errorOf(what: string): ApiError | null {
    return this.refused?.what === what ? this.refused.error : null;
  }

  /** Sets a field of a record that is shown here; an empty text empties it. */
  set(kind: string, id: string, field: string, value: JsonValue): Promise<boolean> {
    const kept = typeof value === 'string' ? value.trim() || null : value;
    return this.#try(`${kind}/${id}/${field}`, () =>
      this.#desk.do('record_set', { kind, id, fields: { [field]: kept } }),
    );
  }

  /** Says where a city lies, as maps write it. */
  setPosition(city: string, position: string): Promise<boolean> {
    return this.#try(`city/${city}/position`, () => this.#desk.do('city_set_position', { city, position }));
  }

  /** Adds somebody to turn to: a person who is known, or a new one by name. */
  addContact(side: PartnershipSide, who: { person: string } | { name: string }): Promise<boolean> {
    const contact = { person: null, name: null, ...who };
    return this.#try(`contact/${side}`, () => this.#desk.do('contact_add', { partnership: this.id, side, ...contact }));
  }

  removeContact(side: PartnershipSide, person: string): Promise<boolean> {
    return this.#try(`contact/${side}`, () => this.#desk.do('contact_remove', { partnership: this.id, side, person }));
  }

  addInitiative(title: string): Promise<boolean> {
    const fields = { title: title.trim(), partnership: this.id, status: 'active' };
    return this.#try('initiative', () => this.#desk.do('record_add', { kind: 'initiative', visit: null, fields }));
  }

  /** Puts the partnership, or one of its initiatives, into the trash. */
  remove(kind: 'partnership' | 'initiative', id: string): Promise<boolean> {
    return this.#try(`${kind}/${id}`, () => this.#desk.do('record_delete', { kind, id }));
  }

  /** Everybody who is no contact on a side yet, by name. */
  async people(side: PartnershipSide): Promise<PersonChoice[]> {
    const contacts = side === 'ours' ? this.view?.our_contacts : this.view?.partner_contacts;
    const there = new Set(contacts?.map(({ person }) => person));
    const people = await this.#desk.api('record_list', { kind: 'person', visit: null });
    return people
      .filter(({ id }) => !there.has(id))
      .map(({ id, fields }) => ({ id, name: String(fields.latin_name ?? fields.native_name ?? '') }))
      .filter(({ name }) => name !== '')
      .sort((a, b) => fmt.compare(a.name, b.name));
  }

  async #try(what: string, edit: () => Promise<unknown>): Promise<boolean> {
    this.refused = null;
    try {
      await edit();
      return true;
    } catch (thrown) {
      this.refused = { what, error: apiError(thrown, what) };
      return false;
    }
  }
}
