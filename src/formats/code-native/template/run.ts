import { chooseBranch } from '@/plan/choose-branch';
import { evaluateInput, textOf, type InputScope } from '@/plan/inputs';
import { isFailureIgnored, retryDelay, type ErrorHandling, type StepInputs } from '@/plan/plan';
import { headersOf, loopItems, selectedResult } from '@/plan/step-inputs';

/**
 * Runs the steps of a flow as the low-code runner does: results by key, branches, loops, error handling. Each step of
 * the flow is one call, in order.
 */
export interface FlowContext {
  readonly configVars: Readonly<Record<string, unknown>>;
  readonly logger: Readonly<Record<'debug' | 'info' | 'warn' | 'error', (text: string) => void>>;
}

type Work = () => Promise<unknown>;

/** By the branch's name. */
type Branches = readonly (readonly [name: string, steps: Work])[];

class Break extends Error {}
class Stop extends Error {}

const NO_STEP = { id: '' as never, waitsFor: [], sees: [], timeoutMs: null, errorHandling: null };

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function startRun(context: FlowContext, triggerKey: string, payload: unknown) {
  const stepResults: Record<string, Record<string, unknown>> = {
    [triggerKey]: { results: payload },
  };
  /** Of the step that ran last: what a loop collects, and what the flow returns. */
  let last: unknown;
  const scope: InputScope = {
    step: (key) => (Object.hasOwn(stepResults, key) ? stepResults[key] : undefined),
    configVar: (name) => context.configVars[name],
  };

  function keep(key: string, results: unknown): void {
    stepResults[key] = { ...stepResults[key], results };
    last = results;
  }

  async function handled(key: string, handling: ErrorHandling | null, work: Work): Promise<void> {
    for (let failed = 1; ; failed += 1) {
      try {
        keep(key, await work());
        return;
      } catch (error) {
        if (error instanceof Break || error instanceof Stop) throw error;
        const delay = retryDelay(handling, failed);
        if (delay !== null) {
          await wait(delay);
          continue;
        }
        if (!isFailureIgnored(handling, failed)) throw error;
        const message = error instanceof Error ? error.message : String(error);
        keep(key, { error: { message } });
        return;
      }
    }
  }

  async function take(key: string, branch: Branches[number] | undefined): Promise<void> {
    keep(key, { branch: branch?.[0] ?? null });
    await branch?.[1]();
  }

  return {
    stepResults,

    /** The inputs' values by key, as a component's action is given them. */
    inputs(inputs: StepInputs): Record<string, unknown> {
      return Object.fromEntries(
        Object.entries(inputs).map(([key, input]) => [key, evaluateInput(input, scope)]),
      );
    },

    /** A step whose function gives `{data}`. */
    async step(
      key: string,
      handling: ErrorHandling | null,
      perform: () =>
        Promise<{ data?: unknown } | null | undefined> | { data?: unknown } | null | undefined,
    ): Promise<void> {
      await handled(key, handling, async () => (await perform())?.data);
    },

    async branch(
      key: string,
      how: { readonly by: 'expression' | 'value'; readonly inputs: StepInputs },
      branches: Branches,
    ): Promise<void> {
      const named = branches.map(([name]) => ({ name, steps: [] }));
      const step = { ...NO_STEP, ...how, kind: 'branch', key, name: key, branches: named } as const;
      await take(key, branches[chooseBranch(step, scope)]);
    },

    /** The branch of that name, of a trigger that chooses one itself. */
    async take(name: string, branches: Branches): Promise<void> {
      await branches.find(([other]) => other === name)?.[1]();
    },

    /** `inside` are the keys of the steps in its body, the last of which gives each iteration's result. */
    async loop(
      key: string,
      how: { readonly over: 'items' | 'count'; readonly inputs: StepInputs },
      inside: readonly string[],
      lastKey: string | null,
      steps: Work,
    ): Promise<void> {
      const collected: unknown[] = [];
      for (const [index, currentItem] of loopItems({ ...how, name: key }, scope).entries()) {
        // What an iteration left is not seen by the next.
        for (const inner of inside) Reflect.deleteProperty(stepResults, inner);
        stepResults[key] = { currentItem, index };
        try {
          await steps();
        } catch (error) {
          if (error instanceof Break) break;
          throw error;
        }
        if (lastKey !== null) collected.push(stepResults[lastKey]?.['results'] ?? null);
      }
      stepResults[key] = {};
      keep(key, collected);
    },

    breakLoop(): never {
      throw new Break();
    },

    stop(key: string): never {
      keep(key, undefined);
      throw new Stop();
    },

    log(key: string, inputs: StepInputs): void {
      const level = textOf(evaluateInput(inputs['level'], scope)).toLowerCase();
      const levels = ['debug', 'info', 'warn', 'error'] as const;
      const known = levels.find((name) => name === level) ?? 'info';
      context.logger[known](textOf(evaluateInput(inputs['message'], scope)));
      keep(key, undefined);
    },

    /** How a webhook's caller is answered by the trigger's inputs. */
    response(inputs: StepInputs): {
      statusCode: number;
      contentType: string;
      headers: Record<string, string>;
      body?: string;
    } {
      const text = (key: string) => textOf(evaluateInput(inputs[key], scope));
      const body = text('body');
      return {
        statusCode: Number(text('statusCode')) || 200,
        contentType: text('contentType') || 'application/json',
        headers: headersOf(inputs, scope),
        ...(body === '' ? {} : { body }),
      };
    },

    /** The result of the first of the named steps that ran. */
    select(key: string, inputs: StepInputs): void {
      keep(key, selectedResult({ inputs }, scope));
    },

    /** Runs all of it; resolves with what the last step gave. */
    async finish(steps: Work): Promise<{ data: unknown }> {
      try {
        await steps();
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
      }
      return { data: last };
    },
  };
}
