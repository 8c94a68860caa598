/**
 * The platform's figures that work made here can pass, in one table: what it documents, where, and when we looked
 * (platform.md 2.12). Sizes in bytes, times in milliseconds.
 */
export const PLATFORM_LIMITS = {
  asOf: '2026-11-23',
  requestBody: { value: 6 * 1024 * 1024, words: '6 MB for a request body', source: 'limits' },
  synchronous: { value: 30_000, words: '30 s for a synchronous caller', source: 'limits' },
  run: { value: 15 * 60_000, words: '15 minutes for a run', source: 'limits' },
  logRow: { value: 4_096, words: '4,096 characters for a log row', source: 'code' },
  configVars: { value: 100, words: '100 config variables', source: 'limits' },
  pickListOption: { value: 64, words: '64 characters for a picklist option', source: 'limits' },
} as const;

/** Pages of the platform's documentation that rules come from. */
export const RULE_SOURCES = {
  limits: 'https://prismatic.io/docs/integrations/integration-runner-environment-limits',
  code: 'https://prismatic.io/docs/components/code/',
  codeStep: 'https://prismatic.io/docs/integrations/low-code-integration-designer/code-step/',
  troubleshooting: 'https://prismatic.io/docs/troubleshooting/',
  triggers: 'https://prismatic.io/docs/integrations/triggers/',
  codeNative: 'https://prismatic.io/docs/integrations/code-native/',
} as const;

/** The largest body of a request that the platform takes. */
export const MOST_REQUEST_BYTES = PLATFORM_LIMITS.requestBody.value;
/** How long the caller of a synchronous flow waits, in milliseconds. */
export const MOST_SYNCHRONOUS_MS = PLATFORM_LIMITS.synchronous.value;
/** A whole run, in milliseconds. */
export const MOST_RUN_MS = PLATFORM_LIMITS.run.value;
