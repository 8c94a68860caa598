import { durationText } from '@/lib/duration-text';
import type { RunRecord, StepRecord } from '@/plan/run-record';

const MOST_BODY = 2000;

/** A run's record for a person at a terminal. */
export function reportText(record: RunRecord): string {
  const { status, steps, response, error, flow, durationMs } = record;
  const lines = [`${flow}: ${status} in ${durationText(durationMs)}`];
  for (const step of steps) lines.push(...stepLines(step));
  if (error !== undefined && !steps.some((step) => step.error !== undefined)) {
    lines.push(errorText(error));
  }
  if (response !== null) {
    lines.push(`Response ${response.statusCode} ${response.contentType}`);
    const body = response.encoding === 'base64' ? '(binary)' : response.body;
    if (body !== '') lines.push(body.length > MOST_BODY ? `${body.slice(0, MOST_BODY)}…` : body);
  }
  return lines.map(plain).join('\n');
}

function stepLines({ name, status, durationMs, logs, error }: StepRecord): string[] {
  const took = status === 'skipped' ? '' : ` ${durationText(durationMs)}`;
  return [
    `  ${name}: ${status}${took}`,
    ...logs.map(({ level, message }) => `    [${level}] ${message}`),
    ...(error === undefined ? [] : [`    ${errorText(error)}`]),
  ];
}

function errorText({ name, message, line, column }: NonNullable<RunRecord['error']>): string {
  const place =
    line === undefined ? '' : ` (line ${line}${column === undefined ? '' : `, column ${column}`})`;
  return `${name}: ${message}${place}`;
}

/** What a flow logs may not steer the terminal. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '�');
}
