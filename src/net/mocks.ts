import type { FetchRequest, MockRule, NetworkAnswer } from '@/plan/network';

/** The first rule that is on and matches; null where none does. */
export function findRule(rules: readonly MockRule[], method: string, url: string): MockRule | null {
  return (
    rules.find(
      (rule) =>
        rule.isOn &&
        (rule.method === '' || rule.method === method) &&
        matchesPattern(rule.urlPattern, url),
    ) ?? null
  );
}

/** Whether the whole text fits the pattern, in which `*` stands for any text. No regular expression: patterns come from files. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** What the rule answers to a request. */
export function answerOf(rule: MockRule, request: FetchRequest): NetworkAnswer {
  const hasType = rule.headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const type = { name: 'content-type', value: guessType(rule.body) };
  const isEmpty = request.method === 'HEAD' || rule.statusCode === 204 || rule.statusCode === 304;
  return {
    statusCode: rule.statusCode,
    statusText: '',
    url: request.url,
    isRedirected: false,
    headers: hasType ? rule.headers : [...rule.headers, type],
    mayHideHeaders: false,
    body: isEmpty ? new Uint8Array() : new TextEncoder().encode(rule.body),
  };
}

function guessType(body: string): string {
  try {
    JSON.parse(body);
    return 'application/json';
  } catch {
    return 'text/plain';
  }
}
