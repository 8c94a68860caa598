import type { CodeConnector } from '@/app/automation';

// What journeys find on the page; declared there by the application itself.
declare global {
  interface Window {
    codeConnector: CodeConnector;
    /** Milliseconds of the tasks that held the page up, where a journey watches them. */
    tasks: number[];
  }
}
