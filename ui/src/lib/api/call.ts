// Typed commands over any host.

import { HostError, type Host, type HostCode } from '$lib/host/host';
import type { Code, Commands, Done, Error as WireError, Nothing } from './bindings';

export type CommandName = keyof Commands;

/** Commands that change something: they answer with the step by its name and what Undo takes back. */
export type EditName = {
  [C in CommandName]: Commands[C]['response'] extends Done<unknown> ? C : never;
}[CommandName];

/** What a command takes; a command that takes nothing may be given without it. */
export type RequestOf<C extends CommandName> = Nothing extends Commands[C]['request']
  ? [request?: Nothing]
  : [request: Commands[C]['request']];

/** Gives one command and waits for its answer. Rejects with an `ApiError` and nothing else. */
export type Api = <C extends CommandName>(command: C, ...request: RequestOf<C>) => Promise<Commands[C]['response']>;

/** Every kind of failure the interface words: those of the program, and its silence. */
export type ErrorCode = Code | HostCode;

/** A command that failed. The screen goes by `code` and `args`; `message` is English and for the log. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly args: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, args: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.args = args;
  }
}

export function createApi(host: Host): Api {
  return async (command, ...request) => {
    try {
      return (await host.rpc(command, request[0] ?? {})) as never;
    } catch (thrown) {
      throw apiError(thrown, command);
    }
  };
}

/** Any thrown thing as an `ApiError`; what is not the program's own error is our fault, and says so. */
export function apiError(thrown: unknown, doing: string): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof HostError) return new ApiError(thrown.code, thrown.message);
  if (isWireError(thrown)) return new ApiError(thrown.code, thrown.message, thrown.args);
  const error = new ApiError('internal', `${doing}: ${String(thrown)}`);
  error.cause = thrown;
  return error;
}

function isWireError(thrown: unknown): thrown is WireError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown && 'args' in thrown;
}
