import { lazy, Suspense, type CSSProperties } from 'react';
import { resizeConsole } from '@/state/commands/selection';
import { useNetworkQuestions } from '@/state/network-questions';
import { useSession } from '@/state/session';
import { Splitter } from '@/ui/splitter';
import { useMedia } from '@/ui/use-media';
import { Banners } from './banners';
import { Dialogs } from './dialogs';
import { Notices } from './notices';
import { Rail } from './rail';
import { SkipLinks } from './skip-links';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';
import { useRegions } from './use-regions';
import { useSettled } from './use-settled';
import { useShortcuts } from './use-shortcuts';
import { useTheme } from './use-theme';
import { NARROW } from './widths';
import { Workspace } from './workspace';
import styles from './app.module.css';

const RunConsole = lazy(async () => ({
  default: (await import('@/editor/console/run-console')).RunConsole,
}));
const NetworkQuestion = lazy(async () => ({
  default: (await import('./network-question')).NetworkQuestion,
}));
const ImportFiles = lazy(async () => ({
  default: (await import('@/editor/projects/import-files')).ImportFiles,
}));

/** The shell: regions around the workspace. */
export function App() {
  useTheme();
  useShortcuts();
  useRegions();
  const isNarrow = useMedia(NARROW);
  const isSettled = useSettled();
  const isAsked = useNetworkQuestions(({ asked }) => asked.length > 0);
  const view = useSession((session) => session.view);
  const isConsoleOpen = useSession((session) => session.consoleOpen);
  const consoleHeight = useSession((session) => session.consoleHeight);
  const hasConsole = view !== 'projects';
  return (
    <div
      className={styles.app}
      style={{ '--console-height': `${consoleHeight}px` } as CSSProperties}
    >
      <SkipLinks />
      <TopBar />
      <Banners />
      {!isNarrow && <Rail />}
      <main className={styles.main}>
        <div className={styles.work}>
          <Workspace />
        </div>
        {hasConsole && (
          <div className={styles.console} data-open={isConsoleOpen || undefined}>
            {isConsoleOpen && (
              <Splitter
                label="Height of the run console"
                orientation="horizontal"
                size={consoleHeight}
                min={120}
                max={Math.round(innerHeight * 0.7)}
                onResize={resizeConsole}
              />
            )}
            <Suspense>
              <RunConsole />
            </Suspense>
          </div>
        )}
      </main>
      {isNarrow ? <Rail /> : <StatusBar />}
      <Notices />
      <Dialogs />
      <Suspense>{isAsked && <NetworkQuestion />}</Suspense>
      {isSettled && (
        <Suspense>
          <ImportFiles />
        </Suspense>
      )}
    </div>
  );
}
