import type { TriggerRequest } from '@/plan/run';

/** What a trigger's `payload` holds of the request: the rest of it is ids of the run. */
export function receivedPayload(request: TriggerRequest): unknown {
  const { headers, queryParameters, pathFragment, contentType, body } = request;
  return {
    headers,
    queryParameters,
    pathFragment,
    body: { data: body === null ? null : bodyData(body, contentType), contentType },
  };
}

function bodyData(body: Uint8Array, contentType: string): unknown {
  const text = new TextDecoder().decode(body);
  if (!contentType.toLowerCase().includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
