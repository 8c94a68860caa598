import { findConnectionKind } from '@/kinds/connections';
import type { ConfigVarId } from '@/lib/ids';
import { connectionRequest, statusWords } from '@/model/connection-request';
import { updateConfigVar } from '@/model/edit-config';
import type { ConfigVar, ConnectionTest } from '@/model/project';
import { connectionFields } from '@/model/connection-fields';
import { useDocument } from '@/state/document';
import { editProject } from '@/state/edit-document';
import { askPerson } from '@/state/network-questions';
import { withoutSecrets } from '@/state/redaction';
import { readSecret, tokenMetaOf, tokenOf } from '@/state/secrets';

/** How a test of a connection ended, in words. */
export interface TestOutcome {
  readonly status: 'passed' | 'wrong status' | 'failed';
  readonly message: string;
}

const TEST_MS = 30_000;

/** What the request for a test begins with. */
export const NEW_TEST: ConnectionTest = {
  method: 'GET',
  url: '',
  expectedStatus: 200,
  keyIn: 'header',
  keyName: 'X-API-Key',
};

/** Changes the request that tests a connection; the project keeps it. */
export function updateConnectionTest(
  id: ConfigVarId,
  patch: Partial<ConnectionTest>,
  gesture?: string,
): void {
  editProject({ label: 'Edit connection test', gesture }, (project) => {
    const connection = project.configVars.find((candidate) => candidate.id === id)?.connection;
    if (connection == null) return project;
    const test = { ...(connection.test ?? NEW_TEST), ...patch };
    return updateConfigVar(project, id, { connection: { ...connection, test } });
  });
}

/** Sends the connection's test request as code of a run would send it. */
export async function testConnection({ id, name, connection }: ConfigVar): Promise<TestOutcome> {
  const { project } = useDocument.getState();
  if (project === null || connection === null) return failed('The connection is gone.');
  const fields = Object.fromEntries(
    connectionFields(connection).map(({ key, isSecret }) => {
      const input = connection.inputs[key];
      return [key, (isSecret ? readSecret(id, key) : typeof input === 'string' ? input : '') ?? ''];
    }),
  );
  const test = connection.test ?? NEW_TEST;
  const use = findConnectionKind(connection.component, connection.key)?.use ?? null;
  const request = connectionRequest(test, use, { fields, token: tokenOf(id) });
  if (!request.ok) return failed(request.error);

  const { createHostFetch } = await import('@/net/host-fetch');
  const signal = AbortSignal.timeout(TEST_MS);
  const fetch = createHostFetch({
    settings: project.network,
    appOrigin: location.origin,
    ask: async (question) => askPerson(question, signal),
  });
  const began = performance.now();
  const reply = await fetch(request.value, {
    stepName: `Test of ${name}`,
    signal,
    holdClock: () => () => undefined,
  });
  if (!reply.ok) {
    return failed(
      signal.aborted
        ? `No answer within ${TEST_MS / 1000} seconds. The server is slow or cannot be reached.`
        : withoutSecrets(reply.failure.message),
    );
  }
  const { statusCode, statusText } = reply.answer;
  const ms = Math.round(performance.now() - began);
  const simulated =
    use === 'bearer' && tokenMetaOf(id)?.from === 'simulated'
      ? ', sent with a simulated token'
      : '';
  const by = reply.via === 'mock' ? ' by a mock of this project, not by the server' : '';
  const status = statusCode === test.expectedStatus ? 'passed' : 'wrong status';
  return {
    status,
    message: `Answered ${`${statusCode} ${statusText}`.trim()}${by} in ${ms} ms${simulated}. ${statusWords(statusCode, test.expectedStatus)}`,
  };
}

function failed(message: string): TestOutcome {
  return { status: 'failed', message };
}
