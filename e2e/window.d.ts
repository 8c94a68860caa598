import type { CodeConnector } from '@/app/automation';

// What journeys find on the page; declared there by the application itself.
declare global {
  interface Window {
    codeConnector: CodeConnector;
    /** Of a run, kept on the page by a journey. */
    record: Awaited<ReturnType<CodeConnector['run']>>;
  }
}
