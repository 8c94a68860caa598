import '@fontsource-variable/inter/wght.css';
import '@/ui/tokens.css';
import '@/ui/reset.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startApp } from '@/state/start';
import { installAutomation } from './automation';
import { App } from './app';
import { ErrorBoundary } from './error-boundary';
import { keepOffline } from './keep-offline';
import { StartUp } from './start-up';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

const started = startApp();
installAutomation(started);
keepOffline();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <StartUp started={started}>
        <App />
      </StartUp>
    </ErrorBoundary>
  </StrictMode>,
);
