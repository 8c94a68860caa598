import { STATE_NAMES } from '@/plan/state';
import { moved } from '@/runtime/protocol/rpc';
import type { WireEvent, WireResponse, WireRow } from '@/runtime/protocol/messages';
import type { MadeResponse } from './response';

/**
 * What goes to the host, in one ordered stream. Captured here: `Date`, `setTimeout` and the rest may be replaced by
 * user code, and a step may loop for ever, so nothing may depend on a timer of ours firing.
 */
const now = performance.now.bind(performance);
const later = setTimeout;
const { stringify } = JSON;
const encoder = new TextEncoder();
const encode = encoder.encode.bind(encoder);

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 256 * 1024;
const BATCH_MS = 50;
const BATCH_EVENTS = 500;
/** Longer texts travel as bytes beside the events, so that nothing long is ever parsed by the page. */
const LONG_TEXT = 16 * 1024;
/** Rows of each 50 ms that are sent at once: what was logged just before an endless loop must be seen. */
const ROWS_AT_ONCE = 16;

/** Reports that may be under way: more would pile up in a page that is busy. */
const MOST_OPEN = 32;

/** Steps reported one by one in each 100 ms; beyond that together, below the rate at which the relay cuts off. */
const STEPS_AT_ONCE = 60;
const STEP_WINDOW_MS = 100;

/** An event before its answer is made ready for the way. */
type MadeEvent = Made<WireEvent>;
type Made<Event> = { [Key in keyof Event]: Key extends 'response' ? MadeResponse : Event[Key] };

/** What the host offers for it. */
interface ReportService {
  readonly report: (events: string, results: readonly Uint8Array[]) => Promise<unknown>;
}

/** Gathers what the host is to be told, and sends it in batches. */
export interface Reporter {
  /** Adds an event; with a result's bytes, its `r` becomes their index in the report. */
  readonly add: (event: MadeEvent, result?: Uint8Array<ArrayBuffer>) => void;
  readonly addRow: (key: string, row: WireRow) => void;
  /** Sends what there is: before the host is asked for something, which must know what came before. */
  readonly flush: () => void;
  /** Before a step begins: sends what there is, unless so many short steps have just been reported that it can wait. */
  readonly flushBeforeStep: () => void;
  /** Milliseconds until a step can be reported at once. */
  readonly untilNextStep: () => number;
  /** Whether the host has not yet taken in what was sent a while ago: a loop is to wait for it. */
  readonly isAhead: () => boolean;
  /** Resolves when the host has acknowledged everything sent so far. */
  readonly settled: () => Promise<void>;
}

/** A reporter that sends when it holds enough, or a moment after its first word. */
export function createReporter(host: ReportService): Reporter {
  let events: WireEvent[] = [];
  let results: Uint8Array<ArrayBuffer>[] = [];
  let rows: WireRow[] = [];
  let rowsKey = '';
  let characters = 0;
  let lastSent: Promise<unknown> = Promise.resolve();
  /** Reports without an acknowledgement. */
  let open = 0;
  let windowStart = 0;
  let sentInWindow = 0;
  let isTimerSet = false;
  let stepWindowStart = 0;
  let stepsInWindow = 0;
  /** The step that runs has asked the host for something: its end is told at once, for it cannot be run again. */
  let hasAsked = false;

  function closeRows(): void {
    if (rows.length === 0) return;
    events.push({ t: 'log', k: rowsKey, rows });
    rows = [];
    characters = 0;
  }

  function flush(): void {
    closeRows();
    if (events.length === 0) return;
    if (untilNextStep() > 0) events.push({ t: 'late' });
    const text = stringify(events);
    const bytes = results;
    events = [];
    results = [];
    const buffers = bytes.map(({ buffer }) => buffer);
    open += 1;
    const sent = host.report(text, moved(bytes, buffers)).finally(() => {
      open -= 1;
    });
    lastSent = Promise.all([lastSent, sent]);
    lastSent.catch(() => undefined);
  }

  function untilNextStep(): number {
    if (stepsInWindow < STEPS_AT_ONCE) return 0;
    return Math.max(0, stepWindowStart + STEP_WINDOW_MS - now());
  }

  function flushLater(): void {
    if (isTimerSet) return;
    isTimerSet = true;
    later(() => {
      isTimerSet = false;
      flush();
    }, BATCH_MS);
  }

  function textOrIndex(text: string | number): string | number {
    if (typeof text === 'number' || text.length <= LONG_TEXT) return text;
    results.push(encode(text));
    return results.length - 1;
  }

  function toWireResponse({ body, ...head }: MadeResponse): WireResponse {
    if (typeof body === 'string') return { ...head, body: textOrIndex(body), isBinary: false };
    results.push(body);
    return { ...head, body: results.length - 1, isBinary: true };
  }

  function withoutLongTexts(event: MadeEvent): WireEvent {
    if (event.t === 'state') {
      const state = { ...event.state };
      for (const name of STATE_NAMES) state[name] = textOrIndex(state[name]);
      return { ...event, state };
    }
    // Nothing but the answer changes its form.
    if (!('response' in event) || event.response === undefined) return event as WireEvent;
    return { ...event, response: toWireResponse(event.response) };
  }

  return {
    add(event, result) {
      closeRows();
      const light = withoutLongTexts(event);
      if (result === undefined) {
        events.push(light);
      } else {
        // Only an event that has an `r` comes with a result.
        events.push({ ...light, r: results.length } as WireEvent);
        results.push(result);
      }
      const isToldAtOnce = hasAsked && (event.t === 'end' || event.t === 'ignored');
      if (isToldAtOnce) hasAsked = false;
      if (isToldAtOnce || events.length >= BATCH_EVENTS) flush();
    },
    addRow(key, row) {
      if (key !== rowsKey) closeRows();
      rowsKey = key;
      rows.push(row);
      characters += row[1].length;
      const at = now();
      if (at - windowStart > BATCH_MS) {
        windowStart = at;
        sentInWindow = 0;
        flush();
      } else if (sentInWindow < ROWS_AT_ONCE) {
        sentInWindow += 1;
        flush();
      } else if (rows.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
        flush();
      } else {
        flushLater();
      }
    },
    flush() {
      hasAsked = true;
      flush();
    },
    untilNextStep,
    flushBeforeStep() {
      const at = now();
      if (at - stepWindowStart > STEP_WINDOW_MS) {
        stepWindowStart = at;
        stepsInWindow = 0;
      }
      stepsInWindow += 1;
      if (stepsInWindow <= STEPS_AT_ONCE) flush();
      else flushLater();
    },
    isAhead: () => open >= MOST_OPEN,
    async settled() {
      flush();
      await lastSent;
    },
  };
}
