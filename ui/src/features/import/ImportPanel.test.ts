import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderWithDesk } from '$test/desk';
import { done } from '$test/fixtures';
import type { ImportPreview, ImportRequest, ImportRow } from '$lib/api/bindings';
import { wireError, type Handlers } from '$lib/host/fake';
import { FILE_BYTES_MAX } from './import.svelte';
import ImportPanel from './ImportPanel.svelte';

test('a pasted list shows the fate of every row, and is saved by the button that says so and not before', async () => {
  const { host, user, onclose } = await open();
  await paste('Name\tRole\nIryna\tMedic');

  const table = await screen.findByRole('table');
  const rows = within(table).getAllByRole('row').slice(1);
  const cells = (line: HTMLElement) => [...line.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
  expect(rows.map(cells)).toEqual([
    ['1', 'Heading', 'Name · Role'],
    ['2', 'New', 'Iryna Kovalchuk Paramedic'],
    ['3', 'Changes', 'Vasyl Dziuba Changes: Role in the delegation, Food'],
    ['4', 'Left out', '??? The row does not name a person.'],
  ]);
  expect(screen.getByText(/3 rows read: 1 new, 1 with changes, 0 as before/)).toBeVisible();
  expect(screen.getByText(/1 row cannot be taken over and is left out/)).toBeVisible();
  expect(host.asked.map(({ command }) => command)).not.toContain('import_commit');

  await user.click(screen.getByRole('button', { name: 'Add 1 person, update 1' }));
  const commit = host.asked.find(({ command }) => command === 'import_commit')?.request as ImportRequest;
  expect(commit.source).toEqual({ from: 'text', text: 'Name\tRole\nIryna\tMedic' });
  expect(onclose).toHaveBeenCalledOnce();
});

test('a table in the clipboard is taken as a table', async () => {
  const { host } = await open();
  await paste('Name\nIryna', '<p>Hello</p><TABLE><tr><td>Name</td></tr></TABLE>');
  await screen.findByRole('table');
  expect(previewRequests(host).at(-1)?.source).toEqual({
    from: 'text',
    text: '<p>Hello</p><TABLE><tr><td>Name</td></tr></TABLE>',
  });
});

test('a column mapped by hand is sent with all the others, and with the import', async () => {
  const { host, user } = await open();
  await paste('x');
  await screen.findByRole('table');
  await user.selectOptions(screen.getByLabelText('Funktion'), 'Post');

  const columns = [
    { heading: 'Name', column: 'full_name', sample: 'Iryna' },
    { heading: 'Funktion', column: 'position', sample: 'Medic' },
    { heading: '', column: 'ignore', sample: '' },
  ];
  await waitFor(() => expect(previewRequests(host).at(-1)?.columns).toEqual(columns));
  await user.click(await screen.findByRole('button', { name: 'Add 1 person, update 1' }));
  expect(host.asked.at(-1)).toMatchObject({ command: 'import_commit', request: { columns } });
});

test('a remembered mapping is said to be remembered', async () => {
  await open({ import_preview: () => preview({ remembered: true }) });
  await paste('x');
  expect(await screen.findByText(/As you mapped them last time/)).toBeInTheDocument();
});

test('a file over the limit is refused before it is read', async () => {
  const { host } = await open();
  const file = new File(['x'], 'video.mov');
  Object.defineProperty(file, 'size', { value: FILE_BYTES_MAX + 1 });
  await choose(file);
  expect(await screen.findByRole('alert')).toHaveTextContent('larger than 20 MB');
  expect(previewRequests(host)).toEqual([]);
});

test('a file goes to the program byte by byte', async () => {
  const { host } = await open();
  await choose(new File([new Uint8Array([0xff, 0x00, 0x41])], 'list.xlsx'));
  await screen.findByRole('table');
  expect(previewRequests(host).at(-1)?.source).toEqual({ from: 'file', name: 'list.xlsx', base64: '/wBB' });
});

test.each([
  ['encrypted', {}, 'The workbook is protected by a password. Save it without one.'],
  ['unclosed_quote', {}, 'A quotation mark is never closed.'],
  ['unclosed_quote', { line: '12' }, 'A quotation mark in line 12 is never closed.'],
  ['not_a_table', { found: 'pdf' }, 'This is a PDF, not a table. Copy the table out of it and paste it here.'],
  ['a_reason_of_tomorrow', {}, 'This list cannot be read.'],
])('a list that is %s is told in a sentence', async (reason, args, sentence) => {
  const import_preview = () => {
    throw wireError('unreadable_list', { reason, ...args });
  };
  await open({ import_preview });
  await paste('x');
  expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
  expect(screen.getByRole('textbox')).toHaveValue('x');
});

test('a list that brings nothing new has no button to take it over', async () => {
  const counts = { read: 1, added: 0, updated: 0, unchanged: 1, problems: 0 };
  await open({ import_preview: () => preview({ rows: [row({ fate: 'unchanged' })], counts }) });
  await paste('x');
  expect(await screen.findByText('Everything in this list is here already.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^(Add|Update)/ })).toBeNull();
});

test('only the rows worth a look can be shown', async () => {
  const { user } = await open();
  await paste('x');
  await user.click(await screen.findByRole('radio', { name: 'To look at 1' }));
  expect(screen.getAllByRole('row')).toHaveLength(2);
});

test('a long list is drawn in steps', async () => {
  const rows = Array.from({ length: 130 }, (_, index) => row({ line: index + 1 }));
  const { container } = await open({ import_preview: () => preview({ rows }) });
  await paste('x');
  // By text and tag: asking for roles measures every cell, which takes seconds without a real window.
  await fireEvent.click(await screen.findByText('Show 30 more rows'));
  expect(container.querySelectorAll('tbody tr')).toHaveLength(130);
});

test('when saving fails the preview stays and the reason is told', async () => {
  const import_commit = () => {
    throw wireError('disk_full');
  };
  const { user, onclose } = await open({ import_commit });
  await paste('x');
  await user.click(await screen.findByRole('button', { name: 'Add 1 person, update 1' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  expect(screen.getByRole('table')).toBeVisible();
  expect(onclose).not.toHaveBeenCalled();
});

test('of two readings the later one is shown, in whichever order they come', async () => {
  const answers: ((preview: ImportPreview) => void)[] = [];
  await open({ import_preview: () => new Promise((resolve) => answers.push(resolve)) });
  await choose(new File(['a'], 'first.csv'));
  await waitFor(() => expect(answers).toHaveLength(1));
  await choose(new File(['b'], 'second.csv'));
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(preview({ rows: [row({ title: 'Second' })] }));
  answers[0]?.(preview({ rows: [row({ title: 'First' })] }));
  expect(await screen.findByText('Second')).toBeVisible();
  expect(screen.queryByText('First')).toBeNull();
});

test('Escape gives it up', async () => {
  const { user, onclose } = await open();
  expect(screen.getByRole('heading', { name: 'Import a list of people' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(onclose).toHaveBeenCalledOnce();
});

async function open(handlers: Handlers = {}) {
  const onclose = vi.fn();
  const drawn = await renderWithDesk(ImportPanel, {
    handlers: {
      import_preview: ({ columns }) => preview(columns ? { columns } : {}),
      import_commit: () => done(preview(), 'imported_participants', { title: 'Visit', added: '1', updated: '1' }),
      ...handlers,
    },
    props: { visit: 'v1', list: 'participants' as const, onclose },
  });
  return { ...drawn, onclose, user: userEvent.setup() };
}

function paste(text: string, html = '') {
  const clipboardData = { getData: (type: string) => (type === 'text/html' ? html : text) };
  return fireEvent.paste(screen.getByRole('textbox'), { clipboardData });
}

async function choose(file: File) {
  await userEvent.upload(screen.getByLabelText('Choose a file', { selector: 'input' }), file, { applyAccept: false });
}

function previewRequests(host: { asked: { command: string; request: unknown }[] }) {
  return host.asked
    .filter(({ command }) => command === 'import_preview')
    .map(({ request }) => request as ImportRequest);
}

function preview(fields: Partial<ImportPreview> = {}): ImportPreview {
  return {
    columns: [
      { heading: 'Name', column: 'full_name', sample: 'Iryna' },
      { heading: 'Funktion', column: 'role', sample: 'Medic' },
      { heading: '', column: 'ignore', sample: '' },
    ],
    choices: ['ignore', 'full_name', 'role', 'position'],
    remembered: false,
    rows: [
      row({ line: 1, fate: 'heading', title: 'Name · Role' }),
      row({ line: 2, title: 'Iryna Kovalchuk', detail: 'Paramedic' }),
      row({ line: 3, fate: 'updated', title: 'Vasyl Dziuba', changes: ['role', 'diet'] }),
      row({ line: 4, fate: 'problem', title: '???', remarks: [{ code: 'no_name', value: '', sentence: '' }] }),
    ],
    counts: { read: 3, added: 1, updated: 1, unchanged: 0, problems: 1 },
    ...fields,
  };
}

function row(fields: Partial<ImportRow> = {}): ImportRow {
  return {
    line: 1,
    fate: 'added',
    title: 'Somebody',
    day: null,
    time: null,
    detail: null,
    changes: [],
    remarks: [],
    ...fields,
  };
}
