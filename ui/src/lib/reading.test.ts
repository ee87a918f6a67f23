import { describe, expect, test } from 'vitest';
import { wireError } from './host/fake';
import { Reading } from './reading.svelte';

/** A reading whose answers the test gives, in whichever order. */
function asked() {
  const answers: { give: (value: string) => void; refuse: (error: unknown) => void }[] = [];
  const reading = new Reading<string>('app_state', () => {
    return new Promise((give, refuse) => answers.push({ give, refuse }));
  });
  return { reading, answers };
}

describe('a reading', () => {
  test('shows the answer to the latest question, whichever comes last', async () => {
    const { reading, answers } = asked();
    const both = [reading.load(), reading.load()];
    answers[1]?.give('new');
    answers[0]?.give('old');
    await Promise.all(both);
    expect(reading.value).toBe('new');
    expect(reading.busy).toBe(false);
  });

  test('that fails keeps what was read before, and says why', async () => {
    const { reading, answers } = asked();
    const first = reading.load();
    answers[0]?.give('read');
    await first;
    const second = reading.load();
    answers[1]?.refuse(wireError('not_found'));
    await second;
    expect(reading.value).toBe('read');
    expect(reading.failure).toMatchObject({ code: 'not_found' });
  });

  test('that is dropped changes nothing', async () => {
    const { reading, answers } = asked();
    const only = reading.load();
    expect(reading.drop()).toBe(true);
    answers[0]?.give('old');
    await only;
    expect(reading.value).toBeNull();
    expect(reading.drop()).toBe(false);
  });
});
