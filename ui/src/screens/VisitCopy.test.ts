import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { done, visitRow } from '$test/fixtures';
import { wireError, type Handlers } from '$lib/host/fake';
import VisitCopy from './VisitCopy.svelte';

async function open(handlers: Handlers = {}) {
  const copied = visitRow({ id: 'v2', title: 'Firefighters again' });
  const opened = await renderWithDesk(VisitCopy, {
    handlers: { visit_duplicate: () => done(copied, 'visit_duplicated', { title: 'a', of: 'b' }), ...handlers },
    props: { route: { name: 'visit_copy', visit: 'v1' } as const },
    route: { name: 'visit_copy', visit: 'v1' },
  });
  const asked = () =>
    opened.host.asked.filter(({ command }) => command === 'visit_duplicate').map(({ request }) => request);
  return { ...opened, user: userEvent.setup(), asked };
}

test('chosen parts of a visit are planned on other days', async () => {
  const { desk, user, asked } = await open();
  const title = screen.getByRole('textbox', { name: 'Title' });
  expect(title).toHaveValue('Firefighter exchange');
  await user.type(title, ' again');
  await user.type(screen.getByLabelText('First day'), '2027-04-03');
  expect(screen.getByText(/Last day: .*April 12, 2027/), 'ten days, as before').toBeInTheDocument();
  await user.click(screen.getByRole('checkbox', { name: 'Guests' }));
  await user.click(screen.getByRole('checkbox', { name: 'Vehicles' }));
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  const parts = { programme: true, tasks: true, hosts: true, guests: true, vehicles: false, notes: true };
  expect(asked()).toEqual([{ visit: 'v1', title: 'Firefighter exchange again', starts_on: '2027-04-03', parts }]);
  await waitFor(() => expect(desk.router.route).toMatchObject({ visit: 'v2' }));
});

test('without a first day it is not planned, and the focus goes there', async () => {
  const { user, asked } = await open();
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  expect(asked()).toEqual([]);
  await waitFor(() => expect(screen.getByLabelText('First day')).toHaveFocus());
  expect(screen.getByText('Please fill this in.')).toBeInTheDocument();
});

test('a refusal is shown where the person is looking', async () => {
  const { user } = await open({
    visit_duplicate: () => {
      throw wireError('forbidden');
    },
  });
  await user.type(screen.getByLabelText('First day'), '2027-04-03');
  await user.click(screen.getByRole('button', { name: 'Plan the visit' }));
  expect(await screen.findByRole('alert')).toBeInTheDocument();
});
