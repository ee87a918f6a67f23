// What a trace of the browser tells about frames.

/** What is recorded: how each frame came about, and what the page's own thread did. */
const CATEGORIES = ['cc', 'benchmark', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

/** Records what the browser does while `work` is done; returns the trace's events. */
export async function recorded(page, work) {
  const session = await page.context().browser().newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  });
  try {
    await work();
  } finally {
    await session.send('Tracing.end');
    await complete;
    await session.detach();
  }
  return events;
}

/** What became of the page's frames: how many were shown, and how many were seen to be missing. */
export function told(events) {
  const page = pageOf(events);
  const frames = events.filter(({ name, ph, pid }) => name === FRAME && ph === 'b' && pid === page);
  const reports = frames.map(({ args }) => args.frame_reporter);
  const shown = reports.filter(({ state }) => SHOWN.includes(state));
  const dropped = reports.filter(({ state, affects_smoothness }) => state === DROPPED && affects_smoothness);
  return { shown: shown.length, dropped: dropped.length };
}

/** How long those tasks of the page's own thread took, in ms, that took longer than `limit_ms`. */
export function longTasks(events, limit_ms) {
  const page = pageOf(events);
  const isThread = ({ name, pid, args }) => name === 'thread_name' && pid === page && args.name === PAGE_THREAD;
  const thread = events.find(isThread)?.tid;
  const tasks = events.filter(({ name, pid, tid }) => name === TASK && pid === page && tid === thread);
  return tasks.map(({ dur = 0 }) => dur / 1000).filter((ms) => ms > limit_ms);
}

/** A report of how one frame came about. */
const FRAME = 'PipelineReporter';
const SHOWN = ['STATE_PRESENTED_ALL', 'STATE_PRESENTED_PARTIAL'];
/** Nothing new was there in time. It is seen where something was moving. */
const DROPPED = 'STATE_DROPPED';
/** A piece of work of a thread. */
const TASK = 'ThreadControllerImpl::RunTask';
/** The thread on which a page's scripts run. */
const PAGE_THREAD = 'CrRendererMain';

/** The process that drew the most frames: the browser draws some for itself. */
function pageOf(events) {
  const frames = new Map();
  for (const { name, ph, pid } of events) {
    if (name === FRAME && ph === 'b') frames.set(pid, (frames.get(pid) ?? 0) + 1);
  }
  return [...frames].sort(([, a], [, b]) => b - a)[0]?.[0];
}
