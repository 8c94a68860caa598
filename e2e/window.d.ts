import type { CodeConnector } from '@/app/automation';

// What journeys find on the page; declared there by the application itself.
declare global {
  interface Window {
    codeConnector: CodeConnector;
  }
}
