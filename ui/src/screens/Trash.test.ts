import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import type { TrashRow } from '$lib/api/bindings';
import Trash from './Trash.svelte';

function row(fields: Partial<TrashRow> = {}): TrashRow {
  const visit = { id: 'v1', name: 'Firefighter exchange' };
  return {
    kind: 'programme_item',
    id: 'i1',
    title: 'Lunch',
    who: 'Anna',
    at_ms: 1000,
    visit,
    hidden: false,
    ...fields,
  };
}

const BUS = row({ kind: 'task', id: 't1', title: 'Book the bus', who: 'Bohdan', at_ms: 2000 });

async function open(rows: TrashRow[]) {
  const opened = await renderWithDesk(Trash, {
    handlers: { trash: () => rows, records_restore: () => done({}, 'records_restored', { count: '2' }) },
    route: { name: 'trash' },
  });
  const restored = () =>
    opened.host.asked.filter(({ command }) => command === 'records_restore').map(({ request }) => request);
  return { ...opened, user: userEvent.setup(), restored };
}

test('it says what was deleted, from which visit and by whom', async () => {
  await open([row({ hidden: true }), BUS]);
  const line = within(await screen.findByRole('row', { name: /Book the bus/ }));
  expect(line.getByText('Firefighter exchange')).toBeInTheDocument();
  expect(line.getByText('Bohdan')).toBeInTheDocument();
  expect(screen.getByText(/Its visit is in the trash too/)).toBeInTheDocument();
});

test('one comes back by its button, and the focus stays on the screen', async () => {
  const { user, restored } = await open([row(), BUS]);
  await user.click(await screen.findByRole('button', { name: 'Bring back Lunch' }));
  expect(restored()).toEqual([{ records: [{ kind: 'programme_item', id: 'i1' }] }]);
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Trash' })).toHaveFocus());
});

test('several come back as one step, chosen by keyboard', async () => {
  const { user, restored } = await open([row(), BUS]);
  const several = await screen.findByRole('button', { name: 'Bring back' });
  expect(several).toBeDisabled();
  screen.getByRole('checkbox', { name: 'Choose Lunch' }).focus();
  await user.keyboard(' ');
  screen.getByRole('checkbox', { name: 'Choose Book the bus' }).focus();
  await user.keyboard(' ');
  await user.click(screen.getByRole('button', { name: 'Bring back 2' }));
  expect(restored()).toEqual([
    {
      records: [
        { kind: 'task', id: 't1' },
        { kind: 'programme_item', id: 'i1' },
      ],
    },
  ]);
});

test('an empty trash says what comes here', async () => {
  await open([]);
  expect(await screen.findByRole('heading', { name: 'The trash is empty' })).toBeInTheDocument();
});
