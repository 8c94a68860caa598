import { readProjectText } from '@/tools/project-text';
import { consoleShows, openApplication, openProject, runOpen } from '../application';
import type { Check } from '../check';
import { same, until } from '../engine';

/** After the first visit no server is needed. The last check of its session: from then on nobody answers. */
export const offline: readonly Check[] = [
  {
    name: 'with the server stopped a reload starts the editor, and the example runs',
    run: async ({ engine, home, stopServer }) => {
      await openApplication(engine, home);
      await openProject(engine, await readProjectText('github-push', ''));
      const { response } = await runOpen(engine);
      same('the answer', response?.statusCode, 202);
      await until(
        'The browser keeps the build',
        () => engine.evaluate(() => navigator.serviceWorker.controller !== null, null),
        Boolean,
      );
      await stopServer();
      await openApplication(engine, home);
      await engine.click('button', 'Run');
      await consoleShows(engine, /Run succeeded in \d/);
      const again = await runOpen(engine);
      same('status', again.status, 'succeeded');
      same('the answer is as before', again.response?.statusCode, 202);
    },
  },
];
