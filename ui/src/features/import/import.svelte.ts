// A list on its way into a visit: read, looked at, taken over. Nothing is saved before `commit`.

import type { ColumnChoice, ImportPreview, ImportRequest, ListKind, ListSource } from '$lib/api/bindings';
import { ApiError, apiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';

/** The largest file that the program reads, as in `SOURCE_BYTES_MAX` of desk-documents: 20 MB. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** What is going on; `saving` is the only one that must not be disturbed. */
export type Step = 'idle' | 'reading' | 'saving';

/** One list that somebody wants to take over. */
export class ListImport {
  /** What stands in the paste box. */
  text = $state('');
  /** The name of the file, where the list comes from one. */
  fileName: string | null = $state.raw(null);
  preview: ImportPreview | null = $state.raw(null);
  error: ApiError | null = $state.raw(null);
  step: Step = $state.raw('idle');

  #desk: Pick<Desk, 'api' | 'do'>;
  #visit: string;
  #list: ListKind;
  #source: ListSource | null = null;
  /** The columns as mapped by hand; `null` while the program's own reading stands. */
  #columns: ColumnChoice[] | null = null;
  /** A table that came along with the pasted text, and the text it belongs to. */
  #table: { html: string; text: string } | null = null;
  /** Counts readings, so that only the latest one is shown. */
  #reading = 0;

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string, list: ListKind) {
    this.#desk = desk;
    this.#visit = visit;
    this.#list = list;
  }

  /**
   * Reads what was pasted. `html` is the same in the clipboard's richer form: mail programs and word processors put
   * the cells of a table on lines of their own in the plain one.
   */
  async paste(text: string, html: string): Promise<void> {
    this.text = text;
    this.#table = /<table\b/i.test(html) ? { html, text } : null;
    await this.readText();
  }

  /** Reads what stands in the paste box. */
  async readText(): Promise<void> {
    // A text that was changed by hand is not the table that came with it any more.
    const text = this.#table?.text === this.text ? this.#table.html : this.text;
    await this.#read({ from: 'text', text }, null);
  }

  /** Reads a file, unless it is too large to. */
  async readFile(file: File): Promise<void> {
    this.#reset(file.name);
    if (file.size > FILE_BYTES_MAX) {
      this.error = new ApiError('unreadable_list', `${file.size} bytes`, { reason: 'too_large' });
      return;
    }
    const reading = this.#reading;
    this.step = 'reading';
    try {
      const base64 = await inBase64(file);
      if (reading !== this.#reading) return;
      await this.#read({ from: 'file', name: file.name, base64 }, file.name);
    } catch (thrown) {
      if (reading !== this.#reading) return;
      this.step = 'idle';
      // The file was moved, or a program holds it, between choosing and reading.
      this.error = new ApiError('unreadable_list', String(thrown), { reason: 'unreachable_file' });
    }
  }

  /** Says by hand what a column is, and reads the list again. */
  async choose(index: number, column: string): Promise<void> {
    if (!this.preview || !this.#source) return;
    this.#columns = this.preview.columns.map((it, at) => (at === index ? { ...it, column } : it));
    await this.#ask();
  }

  /** Takes the list over. Returns whether it worked; if not, `error` holds why and the preview stays. */
  async commit(): Promise<boolean> {
    if (!this.#source || this.step !== 'idle') return false;
    this.step = 'saving';
    try {
      await this.#desk.do('import_commit', this.#request(this.#source));
      this.error = null;
      return true;
    } catch (thrown) {
      this.error = apiError(thrown, 'import_commit');
      return false;
    } finally {
      this.step = 'idle';
    }
  }

  /** Back to the empty box, with the pasted text still in it. */
  startOver(): void {
    this.#reset(null);
  }

  async #read(source: ListSource, fileName: string | null): Promise<void> {
    this.#reset(fileName);
    this.#source = source;
    await this.#ask();
  }

  async #ask(): Promise<void> {
    if (!this.#source) return;
    const reading = ++this.#reading;
    this.step = 'reading';
    try {
      const preview = await this.#desk.api('import_preview', this.#request(this.#source));
      if (reading !== this.#reading) return;
      this.preview = preview;
      this.error = null;
    } catch (thrown) {
      if (reading !== this.#reading) return;
      this.error = apiError(thrown, 'import_preview');
    }
    this.step = 'idle';
  }

  #request(source: ListSource): ImportRequest {
    return { visit: this.#visit, list: this.#list, source, columns: this.#columns };
  }

  #reset(fileName: string | null): void {
    this.#reading++;
    this.#source = null;
    this.#columns = null;
    this.fileName = fileName;
    this.preview = null;
    this.error = null;
    this.step = 'idle';
  }
}

/** A file's bytes in base 64, without blocking the window as encoding them by hand would. */
function inBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.onload = () => {
      // `data:text/csv;base64,…`; a file without a byte has nothing after the comma, or no comma.
      const url = String(reader.result);
      resolve(url.includes(',') ? url.slice(url.indexOf(',') + 1) : '');
    };
    reader.readAsDataURL(file);
  });
}
