// What templates would add to the tasks of a visit, and which of it is wanted.

import type { PlannedTaskView, TaskPlanView } from '$lib/api/bindings';
import type { Desk } from '$lib/desk.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { Reading } from '$lib/reading.svelte';

const DAYS_A_WEEK = 7;

/** One visit's templates on screen. */
export class TaskPlans {
  readonly reading: Reading<TaskPlanView[]>;
  /** The template chosen; the one that is made for such visits where nobody chose. */
  template = $derived(this.plans[0]?.template ?? '');
  plan: TaskPlanView | null = $derived(this.plans.find((plan) => plan.template === this.template) ?? null);
  /** Numbers of the tasks that are not wanted: at first those that the visit has already. */
  #left: ReadonlySet<number> = $derived(
    new Set(this.plan?.tasks.filter(({ there }) => there).map(({ number }) => number)),
  );
  /** Numbers of the tasks that are wanted. */
  numbers = $derived((this.plan?.tasks ?? []).map(({ number }) => number).filter((number) => !this.#left.has(number)));

  #desk: Pick<Desk, 'api' | 'do'>;
  #visit: string;

  constructor(desk: Pick<Desk, 'api' | 'do'>, visit: string) {
    this.#desk = desk;
    this.#visit = visit;
    this.reading = new Reading('task_plans', () => desk.api('task_plans', { visit }));
  }

  /** What each template would add, the one made for such visits first. */
  get plans(): readonly TaskPlanView[] {
    return this.reading.value ?? [];
  }

  isWanted({ number }: PlannedTaskView): boolean {
    return !this.#left.has(number);
  }

  want({ number }: PlannedTaskView, wanted: boolean): void {
    const left = new Set(this.#left);
    if (wanted) left.delete(number);
    else left.add(number);
    this.#left = left;
  }

  /** Adds what is wanted, as one step. Rejects with the `ApiError`. */
  async add(): Promise<void> {
    await this.#desk.do('tasks_plan', { visit: this.#visit, template: this.template, numbers: [...this.numbers] });
  }
}

/** How long before or after the visit a task is due: "8 weeks before". */
export function leadWords({ days, from }: Pick<PlannedTaskView, 'days' | 'from'>): string {
  const edge = from === 'end' ? 'end' : 'start';
  if (days === 0) return t(`task.lead.${edge}.on`);
  const side = days < 0 ? 'before' : 'after';
  const length = Math.abs(days);
  return length % DAYS_A_WEEK === 0
    ? t(`task.lead.${edge}.weeks_${side}`, { count: length / DAYS_A_WEEK })
    : t(`task.lead.${edge}.days_${side}`, { count: length });
}
