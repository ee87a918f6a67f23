// Everything about one person that a list does not hold: read only when somebody looks at it.

import type { HistoryRow, JsonValue, PrivateView, RecordView } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';

/** The records that tell of a person; the participation is their part in one visit. */
export type FileKind = 'person' | 'participation' | 'person_private';

type Fields = RecordView['fields'];

/** A step of the history, with the kind of the record it changed. */
export interface FileStep extends HistoryRow {
  readonly kind: FileKind;
}

/** Whose file it is. */
export interface FileOf {
  readonly person: string;
  /** Their part in the visit in which they are looked at, if any. */
  readonly participation?: string;
}

export class PersonFile {
  /** What stands in the person's record and in their part in the visit; `null` until it is edited. */
  fields: { person: Fields; participation: Fields | null } | null = $state.raw(null);
  /** The private half; `null` while it is hidden. */
  secret: PrivateView | null = $state.raw(null);
  /** Newest first; `null` while nobody asked. */
  history: readonly FileStep[] | null = $state.raw(null);
  error: ApiError | null = $state.raw(null);

  #desk: Pick<Desk, 'api' | 'do'>;
  #person: string;
  #participation: string | null;

  constructor(desk: Pick<Desk, 'api' | 'do'>, { person, participation }: FileOf) {
    this.#desk = desk;
    this.#person = person;
    this.#participation = participation ?? null;
  }

  /** Reads every field, for editing. */
  async open(): Promise<void> {
    await this.#try('record_get', async () => {
      const of = async (kind: FileKind, id: string) => (await this.#desk.api('record_get', { kind, id })).fields;
      const [person, participation] = await Promise.all([
        of('person', this.#person),
        this.#participation === null ? null : of('participation', this.#participation),
      ]);
      this.fields = { person, participation };
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
      const steps = await Promise.all([
        this.#participation === null ? [] : of('participation', this.#participation),
        of('person', this.#person),
      ]);
      this.history = steps.flat().sort((a, b) => b.at_ms - a.at_ms);
    });
  }

  /** Reads again whatever is open. */
  async refresh(): Promise<void> {
    await Promise.all([this.fields && this.open(), this.secret && this.reveal(), this.history && this.readHistory()]);
  }

  /** Keeps one field; an empty text empties it. Rejects with the `ApiError`, for the field to show. */
  async save(kind: FileKind, field: string, value: JsonValue): Promise<void> {
    const id = kind === 'participation' ? (this.#participation ?? '') : this.#person;
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
