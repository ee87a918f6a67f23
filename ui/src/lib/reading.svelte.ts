// Something read from the program and read again whenever it may have changed.

import { apiError, type ApiError, type CommandName } from './api/call';

/**
 * What the latest reading gave.
 *
 * Readings overlap: a second one starts before the first is answered, and the answers may come in any order. Only the
 * answer to the latest question is shown, since an earlier one may be older than what the person sees.
 */
export class Reading<T> {
  value: T | null = $state.raw(null);
  /** Why it could not be read. What was read before stays. */
  failure: ApiError | null = $state.raw(null);

  #command: CommandName;
  #read: () => Promise<T>;
  #asked = 0;
  #answered = 0;

  constructor(command: CommandName, read: () => Promise<T>) {
    this.#command = command;
    this.#read = read;
  }

  /** Whether an answer is awaited. */
  get busy(): boolean {
    return this.#asked !== this.#answered;
  }

  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const value = await this.#read();
      if (asked !== this.#asked) return;
      this.value = value;
      this.failure = null;
    } catch (thrown) {
      if (asked !== this.#asked) return;
      this.failure = apiError(thrown, this.#command);
    }
    this.#answered = asked;
  }

  /** Shows at once what the program is about to be told; the next reading replaces it. */
  show(change: (value: T) => T): void {
    if (this.value !== null) this.value = change(this.value);
  }

  /** Lets go of an answer that is awaited: it will be older than what is shown. Says whether there was one. */
  drop(): boolean {
    const dropped = this.busy;
    this.#answered = ++this.#asked;
    return dropped;
  }
}
