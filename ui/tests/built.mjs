// The programs that cargo built, and running one of their commands.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const desk = process.env.DESK ?? join(import.meta.dirname, '../../target/debug/desk');

/** The key lies in the folder: nothing of a test belongs in a person's key store. */
export const childEnv = { ...process.env, DESK_NO_KEY_STORE: '1', RUST_LOG: 'error' };

/** Where a program of the workspace is; all lie beside `desk`. */
export function built(name) {
  return name === 'desk' ? desk : join(dirname(desk), name);
}

/** Runs a command of a program on a data folder, and returns the document that it answers. */
export function ask(name, data, ...args) {
  const { error, status, stdout, stderr } = run(name, data, args);
  if (error) throw error;
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** Runs a command that is to fail, and returns its error's code. */
export function refused(name, data, ...args) {
  const { error, status, stdout } = run(name, data, args);
  if (error) throw error;
  if (status === 0) throw new Error(`${name} ${args.join(' ')} did not fail`);
  return JSON.parse(stdout).error.code;
}

function run(name, data, args) {
  return spawnSync(built(name), ['--data', data, '--json', ...args], { encoding: 'utf8', env: childEnv });
}
