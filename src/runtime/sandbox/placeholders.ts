import type { Identity } from '@/runtime/protocol/messages';

/** The values a test run of the platform shows (platform.md 2.2), which real code may look at. */
export function placeholders({ flow, flowNames, projectName, startedAt }: Identity) {
  const urlOf = (name: string) => `https://hooks.example.test/trigger/${encodeURIComponent(name)}`;
  return {
    webhookUrls: Object.fromEntries(flowNames.map((name) => [name, urlOf(name)])),
    webhookApiKeys: Object.fromEntries(flowNames.map((name) => [name, [] as string[]])),
    invokeUrl: urlOf(flow.name),
    customer: {
      id: 'testCustomerId',
      name: 'Test Customer',
      externalId: 'testCustomerExternalId',
    },
    instance: { id: 'testInstanceId', name: 'Test Instance' },
    user: {
      id: 'testUserId',
      email: 'testUserEmail@example.com',
      name: 'Test User',
      externalId: 'testUserExternalId',
    },
    integration: {
      id: 'testIntegrationId',
      name: projectName,
      versionSequenceId: 'testIntegrationVersionSequenceId',
      externalVersion: '',
    },
    flow: { id: btoa(`IntegrationFlow:${flow.id}`), name: flow.name, stableId: flow.id },
    // The platform writes a space in place of the T, and microseconds.
    startedAt: startedAt.replace('T', ' ').replace(/Z$/, '00+00'),
    globalDebug: false,
  };
}
