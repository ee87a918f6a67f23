import { expect, test } from 'vitest';
import { invitedBy } from './invitation';

const SERVER = 'https://desk.example.org:8443';

test('an invitation leads to the form, filled in', () => {
  const link = `delegation-desk://join?server=${encodeURIComponent(SERVER)}&code=K7QM-2X`;
  expect(invitedBy(link)).toEqual({ name: 'join', server: SERVER, code: 'K7QM-2X' });
  expect(invitedBy(link.replace('join?', 'join/?')), 'some systems put a slash there').toMatchObject({
    code: 'K7QM-2X',
  });
});

test.each([
  ['something else', 'join me'],
  ['another program’s link', `https://join?server=${SERVER}&code=1`],
  ['another matter', `delegation-desk://leave?server=${SERVER}&code=1`],
  ['no code', `delegation-desk://join?server=${SERVER}`],
  ['no server', 'delegation-desk://join?code=1'],
  ['a server that is no web address', 'delegation-desk://join?server=file:///etc&code=1'],
])('%s leads to the empty form', (_, link) => {
  expect(invitedBy(link)).toEqual({ name: 'join' });
});
