// What Today shows, and what a person can do to it there: tick a task off, write a new one.

import type { ApiError } from '$lib/api/call';
import type { TaskGroup, TaskView, TodayView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { Reading } from '$lib/reading.svelte';
import { setDone } from '$lib/tasks/done';

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

  async setDone(task: TaskView, done: boolean): Promise<void> {
    this.error = null;
    this.error = await setDone(this.#desk, task, done, (changed) => this.#show(changed));
  }

  #show(changed: TaskView): void {
    this.reading.show((view) => ({
      ...view,
      tasks: view.tasks.map((task) => (task.id === changed.id ? changed : task)),
    }));
  }
}
