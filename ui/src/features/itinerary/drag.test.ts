import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FindingView, ItemMove } from '$lib/api/bindings';
import { CLASH, item } from '$test/programme';
import { Drag, type BoardPoint } from './drag.svelte';

const ZONE = 'America/New_York';
const DAY = '2026-10-20';
const tour = item({ id: 'tour', slot: { day: DAY, start: '09:00', end: '10:30' } });
const idea = item({ id: 'idea', length_minutes: 45 });

/** A board on which one px is one minute, and 200 px are a day; below 2000 px is the tray. */
const targets = {
  pointAt: (x: number, y: number): BoardPoint | null =>
    x < 0 ? null : { date: `2026-10-${String(20 + Math.floor(x / 200))}`, minutes: y },
  isOverTray: (_x: number, y: number) => y > 2000,
  scrollAt: vi.fn(),
};

const drop = vi.fn<(move: ItemMove) => void>();
const probe = vi.fn<(move: ItemMove) => Promise<FindingView[]>>(() => Promise.resolve([]));
let drag: Drag;

beforeEach(() => {
  vi.clearAllMocks();
  drag = new Drag({ zone: () => ZONE, probe, drop });
  drag.targets = targets;
});
afterEach(() => drag.cancel());

const at = (type: string, x: number, y: number) => new PointerEvent(type, { clientX: x, clientY: y, button: 0 });
const press = (x: number, y: number, dragged = tour, mode: 'move' | 'end' = 'move') =>
  drag.begin(at('pointerdown', x, y), dragged, mode);
const moveTo = (x: number, y: number) => dispatchEvent(at('pointermove', x, y));
const release = () => dispatchEvent(at('pointerup', 0, 0));

describe('dragging', () => {
  test('moves an item by quarters of an hour, hanging where it was taken', () => {
    press(10, 560);
    moveTo(210, 683);
    release();
    expect(drop).toHaveBeenCalledWith({ item: 'tour', day: '2026-10-21', start: '11:00', end: null });
  });

  test('is no drag while the pointer hardly moves', () => {
    press(10, 560);
    moveTo(12, 561);
    expect(drag.now).toBeNull();
    release();
    expect(drop).not.toHaveBeenCalled();
    expect(drag.swallowsClick).toBe(false);
  });

  test('swallows the click that ends it', () => {
    press(10, 560);
    moveTo(10, 800);
    release();
    expect(drag.swallowsClick).toBe(true);
    expect(drag.swallowsClick).toBe(false);
  });

  test('of an item that is where it was does nothing', () => {
    press(10, 560);
    moveTo(10, 800);
    moveTo(10, 560);
    release();
    expect(drop).not.toHaveBeenCalled();
  });

  test('out of the tray places an item by its top', () => {
    press(10, 2100, idea);
    moveTo(10, 600);
    expect(drag.now?.span).toMatchObject({ start: 600, end: 645 });
    release();
    expect(drop).toHaveBeenCalledWith({ item: 'idea', day: DAY, start: '10:00', end: null });
  });

  test('onto the tray takes the day away', () => {
    press(10, 560);
    moveTo(10, 2100);
    expect(drag.now?.overTray).toBe(true);
    release();
    expect(drop).toHaveBeenCalledWith({ item: 'tour', day: null, start: null, end: null });
  });

  test('by the lower edge changes the end, never to before the start', () => {
    press(10, 630, tour, 'end');
    moveTo(10, 698);
    expect(drag.now?.span).toMatchObject({ start: 540, end: 705 });
    moveTo(10, 100);
    expect(drag.now?.span).toMatchObject({ end: 555 });
    release();
    expect(drop).toHaveBeenCalledWith({ item: 'tour', day: DAY, start: '09:00', end: '09:15' });
  });

  test('is given up by Escape, which nothing else then hears', () => {
    const others = vi.fn();
    addEventListener('keydown', others);
    press(10, 560);
    moveTo(10, 800);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    release();
    removeEventListener('keydown', others);
    expect(drop).not.toHaveBeenCalled();
    expect(others).not.toHaveBeenCalled();
  });

  test('beside the board lands nowhere', () => {
    press(10, 560);
    moveTo(-50, 800);
    release();
    expect(drop).not.toHaveBeenCalled();
  });
});

describe('while dragging', () => {
  test('the program says whether it clashes there', async () => {
    probe.mockResolvedValueOnce([CLASH]);
    press(10, 560);
    moveTo(10, 800);
    await vi.waitFor(() => expect(drag.now?.findings).toEqual([CLASH]));
  });

  test('it is asked one question at a time, and of those that pile up only the latest', async () => {
    let answer: (findings: FindingView[]) => void = () => {};
    probe.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    press(10, 560);
    for (const y of [700, 720, 740, 800]) moveTo(10, y);
    expect(probe).toHaveBeenCalledTimes(1);
    answer([CLASH]);
    await vi.waitFor(() => expect(probe).toHaveBeenCalledTimes(2));
    expect(probe.mock.lastCall?.[0]).toMatchObject({ start: '13:00' });
    await vi.waitFor(() => expect(drag.now?.findings).toEqual([]));
  });
});
