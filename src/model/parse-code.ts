import { parse, type Program } from 'acorn';
import type { ProblemFix } from '@/plan/problem';

/** A problem of one code text; line and column from 1. */
export interface CodeProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly fix?: ProblemFix;
  readonly source?: string;
}

/** Parses the code of a step as the sandbox compiles it: the body of a function. Throws where it is no JavaScript. */
export function parseCode(code: string): Program {
  return parse(code, {
    sourceType: 'script',
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    // By default taken in what is no module, where the sandbox refuses it.
    allowHashBang: false,
    locations: true,
  });
}
