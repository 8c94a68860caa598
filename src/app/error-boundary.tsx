import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useDocument } from '@/state/document';
import { withoutSecrets } from '@/state/redaction';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import styles from './error-boundary.module.css';

interface ErrorBoundaryState {
  readonly error: Error | null;
  readonly where: string;
}

/** Shows what broke, that the work is safe, and the way out. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, where: '' };

  static getDerivedStateFromError(thrown: unknown): Partial<ErrorBoundaryState> {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(_thrown: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ where: componentStack ?? '' });
  }

  override render(): ReactNode {
    const { error, where } = this.state;
    return error === null ? this.props.children : <Broken error={error} where={where} />;
  }
}

interface BrokenProps {
  readonly error: Error;
  readonly where: string;
}

function Broken({ error, where }: BrokenProps) {
  const saved = useDocument((state) => state.saved.status);
  const diagnostics = [
    `${error.name}: ${error.message}`,
    error.stack ?? '',
    where,
    `Page: ${location.origin}${location.pathname}`,
    `Browser: ${navigator.userAgent}`,
  ].join('\n');
  // Whatever has thrown may have had a secret in its hands.
  const title = withoutSecrets(`${error.name}: ${error.message}`);
  return (
    <main className={styles.broken} role="alert">
      <h1>The editor has stopped</h1>
      <p>
        Something in the editor itself went wrong, not in your flow. {safety[saved]} Reload the page
        to go on.
      </p>
      <pre className={styles.error}>{title}</pre>
      <div className={styles.actions}>
        <Button variant="primary" onClick={() => location.reload()}>
          Reload
        </Button>
        <Button onClick={() => void copyText(withoutSecrets(diagnostics))}>Copy diagnostics</Button>
      </div>
      <p className={styles.note}>
        The diagnostics hold the error and your browser's name, nothing of your flows.
      </p>
    </main>
  );
}

const safety = {
  saved: 'Your work is saved on this device.',
  saving: 'Your work up to the last second is saved on this device.',
  unsaved: 'Your work up to the last second is saved on this device.',
  failed: 'The last save did not succeed, so the newest changes may be lost.',
  'read-only': 'Your work is saved by the tab that edits it.',
} as const;
