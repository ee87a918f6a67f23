// The tasks of one visit: which are listed, in which groups and order, and what can be done with them.

import type { JsonValue, TaskGroup, TasksView, TaskView } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { ListSearch } from '$lib/list/search.svelte';
import { Selection } from '$lib/list/selection.svelte';
import { nameOf } from '$lib/people/names';
import { Reading } from '$lib/reading.svelte';
import { setDone } from '$lib/tasks/done';

/** What the groups of the list are. */
export type Grouping = 'when' | 'phase' | 'person';

/** The order within a group. */
export type Order = 'due' | 'title';

/** In the order of the list. */
const WHEN = ['now', 'week', 'waiting', 'later', 'done'] as const satisfies readonly TaskGroup[];

export interface Group {
  readonly key: string;
  readonly heading: string;
  readonly tasks: readonly TaskView[];
}

/** One visit's tasks on screen. */
export class VisitTasks {
  readonly reading: Reading<TasksView>;
  readonly search: ListSearch;
  readonly selection = new Selection(() => this.groups.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  grouping: Grouping = $state('when');
  order: Order = $state('due');
  /** Whether done tasks are listed too. */
  withDone = $state(false);
  /** Whose tasks are listed: a person's id, `nobody` for those that nobody does, empty for all. */
  person = $state('');
  /** Why the latest tick was not kept. */
  error: ApiError | null = $state.raw(null);

  /** How many tasks are done. */
  doneCount = $derived(this.#tasks.filter(({ group }) => group === 'done').length);
  groups: readonly Group[] = $derived(this.#grouped(this.#listed()));

  #desk: Pick<Desk, 'api' | 'do' | 'report'>;

  constructor(desk: Pick<Desk, 'api' | 'do' | 'report'>, visit: string) {
    this.#desk = desk;
    this.search = new ListSearch(desk, 'task');
    this.reading = new Reading('tasks', () => desk.api('tasks', { visit }));
  }

  get view(): TasksView | null {
    return this.reading.value;
  }

  load(): Promise<void> {
    return this.reading.load();
  }

  /** The task of an address. */
  of(id: string | undefined): TaskView | null {
    return this.#tasks.find((task) => task.id === id) ?? null;
  }

  async setDone(task: TaskView, done: boolean): Promise<void> {
    this.error = null;
    this.error = await setDone(this.#desk, task, done, (changed) => this.#show(changed));
  }

  /** Keeps one field; an empty text empties it. Rejects with the `ApiError`, for the field to show. */
  async save({ id }: TaskView, field: string, value: JsonValue): Promise<void> {
    await this.#desk.do('record_set', { kind: 'task', id, fields: { [field]: value === '' ? null : value } });
  }

  /** Puts a task into the trash. Says whether it worked. */
  async remove({ id }: TaskView): Promise<boolean> {
    try {
      await this.#desk.do('record_delete', { kind: 'task', id });
      return true;
    } catch (thrown) {
      this.#desk.report(apiError(thrown, 'record_delete'));
      return false;
    }
  }

  get #tasks(): readonly TaskView[] {
    return this.view?.tasks ?? [];
  }

  #listed(): TaskView[] {
    const listed = this.#tasks.filter((task) => {
      const { id, group, title, note, phase, waiting_on, assignee } = task;
      const isOf = !this.person || (assignee?.person ?? 'nobody') === this.person;
      const texts = [title, note, phase, waiting_on, assignee?.name.latin, assignee?.name.native];
      return isOf && (this.withDone || group !== 'done') && this.search.finds(id, ...texts);
    });
    // The program's order is by group and due day.
    return this.order === 'due' ? listed : listed.sort((a, b) => fmt.compare(a.title, b.title));
  }

  #grouped(tasks: readonly TaskView[]): Group[] {
    switch (this.grouping) {
      case 'when':
        return WHEN.map((group) => ({
          key: group,
          heading: t(`task.group.${group}`),
          tasks: tasks.filter((task) => task.group === group),
        })).filter(({ tasks }) => tasks.length > 0);
      case 'phase':
        return byHeading(tasks, ({ phase }) => phase, t('task.no_phase'));
      case 'person':
        return byHeading(tasks, ({ assignee }) => assignee && nameOf(assignee), t('task.nobody'));
    }
  }

  #show(changed: TaskView): void {
    this.reading.show((view) => ({
      ...view,
      tasks: view.tasks.map((task) => (task.id === changed.id ? changed : task)),
    }));
  }
}

/** Groups by their headings, in their order; what has none comes last. */
function byHeading(tasks: readonly TaskView[], headingOf: (task: TaskView) => string | null, without: string): Group[] {
  const groups = new Map<string, TaskView[]>();
  for (const task of tasks) {
    const heading = headingOf(task) ?? '';
    groups.set(heading, [...(groups.get(heading) ?? []), task]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(!a) - Number(!b) || fmt.compare(a, b))
    .map(([heading, tasks]) => ({ key: heading, heading: heading || without, tasks }));
}
