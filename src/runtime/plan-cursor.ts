import type { PlanStep } from '@/plan/plan';

/** Steps that run one after another, and which of them runs or is next. */
interface Frame {
  readonly steps: readonly PlanStep[];
  at: number;
  isRunning: boolean;
  /** Of a loop's body; null for a branch and for the chain itself. */
  iteration: number | null;
  /** Which of its step's branches it is; null for a loop's body and for the chain itself. */
  readonly branch: number | null;
  /** A break leaves the rest of it out. */
  isLeft: boolean;
}

/**
 * Where a chain of the plan stands, by the host's own account. Each change is one that the plan allows at this place,
 * or is refused: what a worker says is believed only so far.
 */
export class PlanCursor {
  readonly #frames: Frame[];
  #path: readonly number[] = [];

  constructor(steps: readonly PlanStep[]) {
    this.#frames = [newFrame(steps, null, null)];
  }

  /** The innermost step that runs, or that is next there; null behind the last one of a container or of all. */
  get step(): PlanStep | null {
    const { steps, at } = this.#top;
    return steps[at] ?? null;
  }

  /** Whether `step` has started. */
  get isRunning(): boolean {
    return this.#top.isRunning;
  }

  /** The iterations that it stands in, the outermost first. */
  get path(): readonly number[] {
    return this.#path;
  }

  get isDone(): boolean {
    return this.#frames.length === 1 && this.step === null;
  }

  /** The containers it stands in, the innermost first. */
  get containers(): readonly { readonly step: PlanStep; readonly path: readonly number[] }[] {
    const open: { step: PlanStep; path: readonly number[] }[] = [];
    let path: readonly number[] = [];
    for (const { steps, at, iteration } of this.#frames.slice(0, -1)) {
      if (iteration !== null) path = [...path, iteration];
      const step = steps[at];
      if (step !== undefined) open.unshift({ step, path });
    }
    return open;
  }

  /** Where it stands, the chain's own steps first. */
  get frames(): readonly Readonly<Frame>[] {
    return this.#frames;
  }

  get #top(): Frame {
    const top = this.#frames.at(-1);
    if (top === undefined) throw new Error('A cursor always has the frame of its chain.');
    return top;
  }

  /** The step of that key starts. */
  start(key: string): boolean {
    const step = this.step;
    if (this.#top.isRunning || step?.key !== key || step.kind === 'given') return false;
    this.#top.isRunning = true;
    return true;
  }

  /** Steps over one whose result is given. */
  passGiven(): boolean {
    if (this.#top.isRunning || this.step?.kind !== 'given') return false;
    this.#top.at += 1;
    return true;
  }

  /** The running step takes a branch. */
  enter(key: string, branch: number): boolean {
    const step = this.step;
    if (!this.#top.isRunning || step?.key !== key) return false;
    if (step.kind !== 'branch' && step.kind !== 'pass') return false;
    const isOne = branch === -1 || step.branches[branch] !== undefined;
    if (!isOne || (step.kind === 'pass' && step.takes !== branch)) return false;
    this.#frames.push(newFrame(step.branches[branch]?.steps ?? [], null, branch));
    return true;
  }

  /** The running loop begins its first iteration, or its next after the last step of its body. */
  iterate(key: string): boolean {
    const step = this.step;
    if (this.#top.isRunning) {
      if (step?.kind !== 'loop' || step.key !== key) return false;
      this.#frames.push(newFrame(step.steps, 0, null));
    } else {
      const top = this.#top;
      const owner = this.#owner();
      if (owner?.key !== key || step !== null || top.iteration === null || top.isLeft) return false;
      top.iteration += 1;
      top.at = 0;
    }
    this.#findPath();
    return true;
  }

  /**
   * The step of that key ends: the innermost that runs, or the container whose inside is done. Null where neither may
   * end. One that ends well must have taken its branch.
   */
  end(key: string, how: 'well' | 'badly'): PlanStep | null {
    const step = this.#close(key, how);
    if (step === null) return null;
    const top = this.#top;
    top.isRunning = false;
    top.at = top.isLeft ? top.steps.length : top.at + 1;
    return step;
  }

  /** As an end, but the step stands at its beginning again. */
  again(key: string): PlanStep | null {
    return this.#close(key, 'badly');
  }

  /** The step that runs is to start again. */
  rewind(): void {
    this.#top.isRunning = false;
  }

  /** Leaves the innermost loop: nothing more of it runs. False where there is none. */
  leaveLoop(): boolean {
    const loop = this.#frames.findLastIndex(({ iteration }) => iteration !== null);
    if (loop === -1) return false;
    for (const frame of this.#frames.slice(loop)) frame.isLeft = true;
    this.#top.at = this.#top.steps.length;
    return true;
  }

  #owner(): PlanStep | undefined {
    const below = this.#frames.at(-2);
    return below?.steps[below.at];
  }

  #close(key: string, how: 'well' | 'badly'): PlanStep | null {
    const step = this.step;
    if (this.#top.isRunning) {
      const isOpen = how === 'well' && step !== null && mustEnter(step);
      return step?.key === key && !isOpen ? step : null;
    }
    const owner = this.#owner();
    if (owner?.key !== key || step !== null) return null;
    this.#frames.pop();
    this.#findPath();
    return owner;
  }

  /** Anew only where it changes: every event of an iteration holds it. */
  #findPath(): void {
    this.#path = this.#frames.flatMap(({ iteration }) => iteration ?? []);
  }
}

function newFrame(
  steps: readonly PlanStep[],
  iteration: number | null,
  branch: number | null,
): Frame {
  return { steps, at: 0, isRunning: false, iteration, branch, isLeft: false };
}

function mustEnter(step: PlanStep): boolean {
  return step.kind === 'branch' || (step.kind === 'pass' && step.takes !== null);
}
