// The clock on the wall, for what changes with it.

const MINUTE_MS = 60_000;

/** Calls `on` when a minute begins, with the milliseconds since 1970. Returns how to stop. */
export function everyMinute(on: (nowMs: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const left = MINUTE_MS - (Date.now() % MINUTE_MS);
    timer = setTimeout(() => {
      on(Date.now());
      wait();
    }, left);
  };
  wait();
  return () => clearTimeout(timer);
}
