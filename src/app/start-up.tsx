import { useEffect, useState, type ReactNode } from 'react';
import { useDocument } from '@/state/document';
import { startChecking } from '@/state/start';
import { prefetchMonaco } from '@/ui/code-editor/load-monaco';

interface StartUpProps {
  /** Resolves when the application is up. */
  readonly started: Promise<void>;
  readonly children: ReactNode;
}

/** Shows its children as soon as a project is open. */
export function StartUp({ started, children }: StartUpProps) {
  const isOpen = useDocument(({ project }) => project !== null);
  const [failure, setFailure] = useState<{ readonly cause: unknown } | null>(null);

  useEffect(() => {
    started.catch((cause: unknown) => setFailure({ cause }));
  }, [started]);

  useEffect(() => {
    // The checks bring a parser along: like Monaco, nothing that the first canvas waits for. Run asks for them itself.
    if (isOpen) void prefetchMonaco().then(startChecking);
  }, [isOpen]);

  // Thrown here so that the error boundary shows it like any other.
  if (failure !== null && !isOpen) throw failure.cause;
  return isOpen ? children : null;
}
