// The data on this computer: where it lies, copies of it, going back to one, and whether it is sound.

import { apiError, type ApiError } from '$lib/api/call';
import type { CopyView, DataReport, DataRestored, DataView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import type { ChosenCopy } from '$lib/host/host';
import { Reading } from '$lib/reading.svelte';

/** What the program is busy with, one thing at a time. */
export type Doing = 'back_up' | 'go_back' | 'check' | 'name';

/** A copy that the chapter went back to, and what it was before. */
interface GoneBack {
  readonly file: string;
  /** Where what was there before lies; none where that was the thing taken back. */
  readonly before: string | null;
}

export class Care {
  readonly reading = new Reading<DataView>('data', () => this.#desk.api('data'));
  doing: Doing | null = $state(null);
  /** Why the latest thing could not be done, and which it was. */
  failure: { doing: Doing; error: ApiError } | null = $state.raw(null);
  /** What the latest copy is called. */
  saved: string | null = $state(null);
  /** The copy that the person is asked about. */
  chosen: ChosenCopy | null = $state.raw(null);
  goneBack: GoneBack | null = $state.raw(null);
  report: DataReport | null = $state.raw(null);

  #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Without a chapter there is no data. */
  async load(): Promise<void> {
    if (this.#desk.chapter) await this.reading.load();
  }

  /** Writes a copy where the person says; `name` is the proposal. */
  async backUp(name: string): Promise<void> {
    await this.#do('back_up', async () => {
      const file = await this.#desk.files.saveCopy(name);
      this.saved = file ?? this.saved;
    });
  }

  /** Lets the person choose a copy; going back to it takes another word. */
  async choose(): Promise<void> {
    await this.#do('go_back', async () => {
      this.chosen = (await this.#desk.files.chooseCopy()) ?? this.chosen;
    });
  }

  /** Takes one of the copies that the program made; going back to it takes another word. */
  chooseOurs({ file }: CopyView, name: string): void {
    this.chosen = { name, restore: () => this.#desk.api('data_restore', { file }) };
  }

  /** Goes back to the copy that was chosen. */
  async goBack(): Promise<void> {
    const copy = this.chosen;
    if (!copy) return;
    await this.#return(copy.name, () => copy.restore());
    this.chosen = null;
  }

  /** Makes the chapter what it was before it went back to a copy. */
  async takeBack(): Promise<boolean> {
    const file = this.goneBack?.before;
    if (!file) return false;
    await this.#return(file, () => this.#desk.api('data_restore', { file }));
    const done = this.failure === null;
    if (done) this.goneBack = null;
    return done;
  }

  /** Looks whether the data is sound; with `repair`, makes anew what can be. */
  async check(repair: boolean): Promise<void> {
    await this.#do('check', async () => {
      this.report = await this.#desk.api('data_check', { repair });
    });
  }

  /** Gives this computer a name that others see. */
  async name(computer_name: string): Promise<void> {
    const here = this.reading.value?.devices.find((device) => device.here);
    if (!here) return;
    await this.#do('name', async () => {
      await this.#desk.do('record_set', { kind: 'device', id: here.id, fields: { computer_name } });
    });
  }

  async #return(file: string, restore: () => Promise<DataRestored>): Promise<void> {
    await this.#do('go_back', async () => {
      const { before } = await restore();
      this.goneBack = { file, before };
      // What was found in other data says nothing of this.
      this.report = null;
    });
  }

  async #do(doing: Doing, work: () => Promise<void>): Promise<void> {
    if (this.doing) return;
    this.doing = doing;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = { doing, error: apiError(thrown, doing) };
    } finally {
      this.doing = null;
    }
  }
}
