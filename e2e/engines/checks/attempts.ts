import { expectNextRun, openApplication } from '../application';
import type { Check } from '../check';
import { check, same } from '../engine';
import { tableOf, tryThreats } from '../threats';

/** Unprotected, at least so many of the attempts leak in these engines, or the attempts show nothing. */
const MOST_HELD = 20;

/** Everything that code may try, against seeded secrets and a server that must hear nothing. */
export const attemptChecks: readonly Check[] = [
  {
    name: 'what code tries to reach: no leak, no contact; unprotected the same tries leak',
    run: async ({ engine, home }) => {
      const report = await tryThreats(engine);
      for (const { protection, leaks, contacts, attempts } of report.rows) {
        same(`leaks with ${protection}`, leaks, []);
        same(`contacts of the sink with ${protection}`, contacts, []);
        check('60 attempts or more', attempts >= 60, attempts);
      }
      same('controls that do not leak', report.toothless, []);
      check('controls leak', report.controls.length > MOST_HELD, report.controls);
      await openApplication(engine, home);
      await expectNextRun(engine);
      return `\n      ${tableOf(engine, report)}`;
    },
  },
];
