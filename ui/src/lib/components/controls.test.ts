import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet, flushSync } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { X } from '$lib/icons';
import Button from './Button.svelte';
import Check from './Check.svelte';
import Drawer from './Drawer.svelte';
import Field from './Field.svelte';
import RadioCard from './RadioCard.svelte';
import Segmented from './Segmented.svelte';
import Select from './Select.svelte';
import SortHead from './SortHead.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('a button', () => {
  test('with an icon alone still has a name', () => {
    render(Button, { icon: X, label: 'Close' });
    expect(screen.getByRole('button', { name: 'Close' })).toHaveAttribute('title', 'Close');
  });

  test('with an address is a link', () => {
    render(Button, { href: '#/sync', children: words('Open') });
    expect(screen.getByRole('link', { name: 'Open' })).toHaveAttribute('href', '#/sync');
  });

  test('does not send a form unless it is told to', () => {
    render(Button, { children: words('Add') });
    expect(screen.getByRole('button')).toHaveAttribute('type', 'button');
  });
});

describe('a field', () => {
  test('says what is wrong with it to those who cannot see it', () => {
    render(Field, { label: 'Ends', hint: 'On the clocks of the host city', error: 'The end is before the start.' });
    const field = screen.getByRole('textbox', { name: 'Ends' });
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription('On the clocks of the host city The end is before the start.');
  });

  test('is valid and undescribed without a hint and an error', () => {
    render(Field, { label: 'Title' });
    expect(screen.getByRole('textbox')).toBeValid();
    expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-describedby');
  });

  test('can have several lines', async () => {
    render(Field, { label: 'Note', lines: 3 });
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'one{Enter}two');
    expect(screen.getByRole('textbox')).toHaveValue('one\ntwo');
  });
});

const SIDES = [
  { value: 'guests', label: 'Guests', count: 10 },
  { value: 'hosts', label: 'Arlington team' },
];

test('segments are one group that the arrow keys move in', async () => {
  const onchange = vi.fn();
  render(Segmented, { label: 'Show', value: 'guests', options: SIDES, onchange });
  expect(screen.getByRole('group', { name: 'Show' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Guests 10' }));
  await userEvent.keyboard('{ArrowRight}');
  expect(screen.getByRole('radio', { name: 'Arlington team' })).toBeChecked();
  expect(onchange).toHaveBeenCalledWith('hosts');
});

test('a select tells its new value', async () => {
  const onchange = vi.fn();
  render(Select, { label: 'Side', value: 'guests', options: SIDES, onchange });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Side' }), 'Arlington team');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('hosts');
});

test('a box is ticked by its words and explains itself', async () => {
  const onchange = vi.fn();
  render(Check, { label: 'Arrived', hint: 'At the airport', onchange });
  await userEvent.click(screen.getByText('Arrived'));
  expect(screen.getByRole('checkbox')).toBeChecked();
  expect(screen.getByRole('checkbox')).toHaveAccessibleDescription('At the airport');
  expect(onchange).toHaveBeenCalledExactlyOnceWith(true);
});

test('a card is chosen by its title, with more to read', async () => {
  const onchange = vi.fn();
  render(RadioCard, { name: 'version', value: 'mine', title: 'Keep mine', children: words('17:10'), onchange });
  await userEvent.click(screen.getByText('Keep mine'));
  expect(screen.getByRole('radio', { name: 'Keep mine' })).toHaveAccessibleDescription('17:10');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('mine');
});

describe('the head of a column', () => {
  test('tells its order, and turns it round', async () => {
    const onsort = vi.fn();
    render(SortHead, { column: 'name', label: 'Name', sort: { column: 'name', descending: false }, onsort });
    expect(screen.getByRole('columnheader')).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onsort).toHaveBeenCalledWith({ column: 'name', descending: true });
  });

  test('of another column starts at the top', async () => {
    const onsort = vi.fn();
    render(SortHead, { column: 'name', label: 'Name', sort: { column: 'number', descending: true }, onsort });
    expect(screen.getByRole('columnheader')).not.toHaveAttribute('aria-sort');
    await userEvent.click(screen.getByRole('button'));
    expect(onsort).toHaveBeenCalledWith({ column: 'name', descending: false });
  });
});

describe('a drawer', () => {
  function openDrawer() {
    const row = document.createElement('button');
    document.body.append(row);
    row.focus();
    const onclose = vi.fn();
    render(Drawer, { label: 'Yurii Savchuk', closeLabel: 'Close', onclose, children: words('Rescue diver') });
    flushSync();
    return { row, onclose };
  }

  test('opens without taking the focus', () => {
    const { row } = openDrawer();
    expect(row).toHaveFocus();
    expect(screen.getByRole('complementary', { name: 'Yurii Savchuk' })).toBeInTheDocument();
  });

  test('gives the focus back to the row when Escape closes it', async () => {
    const { row, onclose } = openDrawer();
    screen.getByRole('button', { name: 'Close' }).focus();
    await userEvent.keyboard('{Escape}');
    expect(onclose).toHaveBeenCalledOnce();
    expect(row).toHaveFocus();
  });

  test('gives the focus back to a row that made way for it, and which had the focus before', async () => {
    const { row } = openDrawer();
    // As in a narrow window: what is not shown any more loses the focus to nothing.
    row.blur();
    await userEvent.keyboard('{Escape}');
    expect(row).toHaveFocus();
  });

  test('leaves the focus where it has gone meanwhile', async () => {
    const { row } = openDrawer();
    const other = document.createElement('button');
    document.body.append(other);
    other.focus();
    await userEvent.keyboard('{Escape}');
    expect(row).not.toHaveFocus();
    expect(other).toHaveFocus();
  });

  test('leaves Escape alone where something inside has answered it', async () => {
    const { onclose } = openDrawer();
    const close = screen.getByRole('button', { name: 'Close' });
    close.addEventListener('keydown', (event) => event.preventDefault());
    close.focus();
    await userEvent.keyboard('{Escape}');
    expect(onclose).not.toHaveBeenCalled();
  });
});
