// Everything about one participant that the list does not hold: read only when somebody looks at it.

import type { HistoryRow, JsonValue, PrivateView, RecordView } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';
import type { Participant } from './participants.svelte';

/** The three records that make up a participant. */
export type FileKind = 'person' | 'participation' | 'person_private';

type Fields = RecordView['fields'];

/** A step of the history, with the kind of the record it changed. */
export interface FileStep extends HistoryRow {
  readonly kind: FileKind;
}

export class PersonFile {
  /** What stands in the person's record and in their part in the visit; `null` until it is edited. */
  fields: { person: Fields; participation: Fields } | null = $state.raw(null);
  /** The private half; `null` while it is hidden. */
  secret: PrivateView | null = $state.raw(null);
  /** Newest first; `null` while nobody asked. */
  history: readonly FileStep[] | null = $state.raw(null);
  error: ApiError | null = $state.raw(null);

  #desk: Pick<Desk, 'api' | 'do'>;
  #visit: string;
  #person: string;
  #participation: string;

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string, { person, id }: Pick<Participant, 'person' | 'id'>) {
    this.#desk = desk;
    this.#visit = visit;
    this.#person = person;
    this.#participation = id;
  }

  /** Reads every field, for editing. */
  async open(): Promise<void> {
    await this.#try('record_list', async () => {
      const [people, parts] = await Promise.all([
        this.#desk.api('record_list', { kind: 'person', visit: null }),
        this.#desk.api('record_list', { kind: 'participation', visit: this.#visit }),
      ]);
      const fieldsOf = (records: RecordView[], id: string) => records.find((it) => it.id === id)?.fields ?? {};
      this.fields = { person: fieldsOf(people, this.#person), participation: fieldsOf(parts, this.#participation) };
    });
  }

  /** Shows the private half. */
  async reveal(): Promise<void> {
    await this.#try('person_private', async () => {
      this.secret = await this.#desk.api('person_private', { person: this.#person });
    });
  }

  /** Hides the private half, and forgets it. */
  conceal(): void {
    this.secret = null;
  }

  /** Reads the history of the person and of their part. The private half's is left out: it would show what is hidden. */
  async readHistory(): Promise<void> {
    await this.#try('history', async () => {
      const of = async (kind: FileKind, id: string): Promise<FileStep[]> => {
        const steps = await this.#desk.api('history', { kind, id });
        return steps.map((step) => ({ ...step, kind }));
      };
      const steps = await Promise.all([of('participation', this.#participation), of('person', this.#person)]);
      this.history = steps.flat().sort((a, b) => b.at_ms - a.at_ms);
    });
  }

  /** Reads again whatever is open. */
  async refresh(): Promise<void> {
    await Promise.all([this.fields && this.open(), this.secret && this.reveal(), this.history && this.readHistory()]);
  }

  /** Keeps one field; an empty text empties it. Rejects with the `ApiError`, for the field to show. */
  async save(kind: FileKind, field: string, value: JsonValue): Promise<void> {
    const id = kind === 'participation' ? this.#participation : this.#person;
    await this.#desk.do('record_set', { kind, id, fields: { [field]: value === '' ? null : value } });
  }

  async #try(doing: string, what: () => Promise<void>): Promise<void> {
    try {
      await what();
      this.error = null;
    } catch (thrown) {
      this.error = apiError(thrown, doing);
    }
  }
}
