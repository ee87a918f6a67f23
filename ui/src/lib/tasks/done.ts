// Ticking a task off.

import type { TaskView } from '$lib/api/bindings';
import { apiError, type ApiError } from '$lib/api/call';
import type { Desk } from '$lib/desk.svelte';

/**
 * Marks a task at once, and takes the mark back if the program refuses; `show` puts a task into the list as it is then.
 * Returns why the program refused, if it did.
 */
export async function setDone(
  desk: Pick<Desk, 'do'>,
  task: TaskView,
  done: boolean,
  show: (task: TaskView) => void,
): Promise<ApiError | null> {
  show({ ...task, status: done ? 'done' : 'open' });
  try {
    await desk.do('task_set_done', { task: task.id, done });
    return null;
  } catch (thrown) {
    show(task);
    return apiError(thrown, 'task_set_done');
  }
}
