// Sync and changes: what needs a decision, what waits, what came together, what was set aside.

import { apiError, type ApiError, type CommandName } from '$lib/api/call';
import type { DecisionView, Exchanged, Keep, SetAsideView, SyncView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';

export class Sync {
  readonly reading: Reading<SyncView>;
  /** Why the latest decision was not taken. */
  error: ApiError | null = $state.raw(null);
  /** Why the latest exchange did not come about. */
  exchangeError: ApiError | null = $state.raw(null);
  /** Whether an exchange that somebody asked for is under way. */
  exchanging = $state(false);

  #desk: Pick<Desk, 'api' | 'do'>;

  constructor(desk: Pick<Desk, 'api' | 'do'>) {
    this.#desk = desk;
    this.reading = new Reading('sync_view', () => desk.api('sync_view'));
  }

  get view(): SyncView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** The decision of an id, else the first. */
  decision(id: string | undefined): DecisionView | null {
    const decisions = this.view?.decisions ?? [];
    return decisions.find((decision) => decision.id === id) ?? decisions[0] ?? null;
  }

  /** The decision `by` places further in the list; the nearest end where there is none. */
  beside(id: string, by: number): DecisionView | null {
    const decisions = this.view?.decisions ?? [];
    const at = decisions.findIndex((decision) => decision.id === id) + by;
    return decisions[Math.max(0, Math.min(at, decisions.length - 1))] ?? null;
  }

  /** The one to look at once this one is settled. */
  after(id: string): DecisionView | null {
    const decisions = this.view?.decisions ?? [];
    const at = decisions.findIndex((decision) => decision.id === id);
    return decisions[at + 1] ?? decisions[at - 1] ?? null;
  }

  /** Settles a pair; says whether it was. */
  settle(id: string, keep: Keep): Promise<boolean> {
    return this.#try('settle', async () => {
      await this.#desk.do('settle', { id, keep });
      // It is out of the list at once; the rest is read when the program says that something changed.
      this.reading.show((view) => ({ ...view, decisions: view.decisions.filter((each) => each.id !== id) }));
    });
  }

  retry({ id }: SetAsideView): Promise<boolean> {
    return this.#try('set_aside_retry', async () => {
      await this.#desk.api('set_aside_retry', { id });
      await this.load();
    });
  }

  discard({ id }: SetAsideView): Promise<boolean> {
    return this.#try('set_aside_discard', async () => {
      await this.#desk.api('set_aside_discard', { id });
      await this.load();
    });
  }

  /** Exchanges with the server now; gives back what came of it. */
  async exchange(): Promise<Exchanged | null> {
    if (this.exchanging) return null;
    this.exchanging = true;
    this.exchangeError = null;
    try {
      return await this.#desk.api('sync_now');
    } catch (thrown) {
      this.exchangeError = apiError(thrown, 'sync_now');
      return null;
    } finally {
      this.exchanging = false;
      await this.load();
    }
  }

  async #try(command: CommandName, run: () => Promise<void>): Promise<boolean> {
    this.error = null;
    try {
      await run();
      return true;
    } catch (thrown) {
      this.error = apiError(thrown, command);
      return false;
    }
  }
}
