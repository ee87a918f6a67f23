// What Today shows, and what a person can do to it there: tick a task off, write a new one.

import { apiError, type ApiError } from '$lib/api/call';
import type { TaskGroup, TaskView, TodayView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';

/** In the order of the list. */
export const TASK_GROUPS = ['now', 'week', 'waiting', 'later'] as const satisfies readonly TaskGroup[];

export class Today {
  readonly reading: Reading<TodayView>;
  /** Why the latest edit was not made. */
  error: ApiError | null = $state.raw(null);

  /** Groups that have tasks, in order. */
  groups = $derived(
    TASK_GROUPS.map((group) => ({
      group,
      tasks: this.view?.tasks.filter((task) => task.group === group) ?? [],
    })).filter(({ tasks }) => tasks.length > 0),
  );

  #desk: Pick<Desk, 'api' | 'do'>;

  constructor(desk: Pick<Desk, 'api' | 'do'>) {
    this.#desk = desk;
    this.reading = new Reading('today', () => desk.api('today'));
  }

  get view(): TodayView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** Marks a task at once, and takes the mark back if the program refuses. */
  async setDone(task: TaskView, done: boolean): Promise<void> {
    this.error = null;
    this.#show({ ...task, status: done ? 'done' : 'open' });
    try {
      await this.#desk.do('task_set_done', { task: task.id, done });
    } catch (thrown) {
      this.error = apiError(thrown, 'task_set_done');
      this.#show(task);
    }
  }

  /** Adds a task; says whether it was. */
  async add(visit: string, title: string, dueOn: string): Promise<boolean> {
    this.error = null;
    try {
      await this.#desk.do('task_add', { visit, title: title.trim(), due_on: dueOn || null });
      return true;
    } catch (thrown) {
      this.error = apiError(thrown, 'task_add');
      return false;
    }
  }

  #show(changed: TaskView): void {
    this.reading.show((view) => ({
      ...view,
      tasks: view.tasks.map((task) => (task.id === changed.id ? changed : task)),
    }));
  }
}
