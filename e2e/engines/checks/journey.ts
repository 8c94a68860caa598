import { action, consoleShows, openFirstVisit, runCode, runOpen } from '../application';
import type { Check } from '../check';
import { check, same } from '../engine';

/** The main journey: the example, run by a program and by a person. */
export const journey: readonly Check[] = [
  {
    name: 'the first visit opens the example; run by the automation interface its record is as expected',
    run: async ({ engine, home }) => {
      await openFirstVisit(engine, home);
      const record = await runOpen(engine);
      same('status', record.status, 'succeeded');
      same('response', record.response?.statusCode, 202);
      check(
        'the response names the delivery',
        record.response?.body.includes('72d3162e-cc78-11e3-81ab-4c9367dc0958') === true,
        record.response,
      );
    },
  },
  {
    name: 'Run by role and name: "Run succeeded" and the response are shown',
    run: async ({ engine, home }) => {
      await openFirstVisit(engine, home);
      await engine.click('button', 'Run');
      await consoleShows(engine, /Run succeeded in \d/);
      await engine.click('tab', 'Response');
      await consoleShows(engine, /202 Accepted[\s\S]*72d3162e-cc78-11e3-81ab-4c9367dc0958/);
    },
  },
  ...(
    [
      ['a throw', 'const a = 1;\n  throw new Error("here");', 3],
      ['an error after await', 'await null;\n  null.x;', 3],
      [
        'an error in a timer',
        'setTimeout(() => {\n    throw new Error("late");\n  }, 5);\n  await new Promise((r) => setTimeout(r, 500));',
        3,
      ],
      [
        'a rejection nobody awaits',
        'Promise.reject(new Error("lost"));\n  await new Promise((r) => setTimeout(r, 500));',
        2,
      ],
      [
        'a throw in a repeated timer',
        'setInterval(() => {\n    null.x;\n  }, 5);\n  await new Promise((r) => setTimeout(r, 500));',
        3,
      ],
      ['a syntax error', 'const = 1;', 2],
    ] as const
  ).map(([name, body, line]) => ({
    name: `${name} is shown at its line`,
    run: async ({ engine }: Parameters<Check['run']>[0]) => {
      const { status, error } = await runCode(engine, action(body));
      same('status', status, 'failed');
      same('line', error?.line, line);
    },
  })),
  {
    name: 'an error made in a module is shown at the line that called it, or at none',
    run: async ({ engine }) => {
      const { error } = await runCode(
        engine,
        action("return { data: require('crypto').createHash('nope') };"),
      );
      check(
        'the error names what is wrong',
        error?.message.startsWith('Digest method not supported') === true,
        error,
      );
      check('the line is right or absent', error?.line === undefined || error.line === 2, error);
    },
  },
  {
    name: 'built-in modules and Buffer answer as Node does',
    run: async ({ engine }) => {
      const { results, error } = await runCode(
        engine,
        action(`const crypto = require('node:crypto');
          const { format } = require('util');
          return { data: [
            crypto.createHmac('sha256', 'key').update('text').digest('hex').slice(0, 8),
            Buffer.from('aé').toString('base64'),
            format('%s has %d', 'cart', 3),
            new URL('/a?b=1', 'https://example.com').href,
            structuredClone(new Map([['k', 1]])).get('k'),
            crypto.randomUUID().length,
          ] };`),
      );
      same('error', error, null);
      same('results', results, [
        '6afa9046',
        'YcOp',
        'cart has 3',
        'https://example.com/a?b=1',
        1,
        36,
      ]);
    },
  },
];
