import type { Flow, Project } from '@/model/project';
import type { Problem } from '@/plan/problem';
import { fixLabel, fixName, fixProblem, showProblem } from '@/state/commands/problems';
import { useDocument } from '@/state/document';
import { useProblems } from '@/state/problems';
import { useSession } from '@/state/session';
import { Button } from '@/ui/button';
import { HiddenText } from '@/ui/hidden-text';
import { StatusIcon, type Status } from '@/ui/status-icon';
import { visibleText } from './visible-text';
import styles from './run-console.module.css';

const STATUS: Readonly<Record<Problem['severity'], Status>> = {
  error: 'failed',
  warning: 'warning',
  info: 'info',
};

/** What is wrong with the project, by the step it is about. */
export function ProblemsTab() {
  const problems = useProblems((state) => state.problems);
  const project = useDocument((state) => state.project);
  const flowId = useSession((session) => session.flowId);
  if (problems.length === 0) {
    const count = project?.flows.find(({ id }) => id === flowId)?.steps.length ?? 0;
    return (
      <div className={styles.empty}>
        <p>
          No problems in {count} {count === 1 ? 'step' : 'steps'}.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.problems}>
      {groups(problems, project).map(({ key, title, items }) => (
        <section key={key} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {items.map((problem) => (
              <ProblemRow key={keyOf(problem)} problem={problem} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ProblemRow({ problem }: { readonly problem: Problem }) {
  return (
    <li className={styles.problemRow}>
      <button
        type="button"
        className={styles.problem}
        data-severity={problem.severity}
        onClick={() => showProblem(problem)}
      >
        <StatusIcon status={STATUS[problem.severity]} />
        <HiddenText>{problem.severity}: </HiddenText>
        <span>{visibleText(problem.message)}</span>
        {problem.line !== undefined && (
          <span className={styles.place}>
            line {problem.line}
            {problem.column === undefined ? '' : `:${problem.column}`}
          </span>
        )}
      </button>
      {problem.fix !== undefined && (
        <Button
          size="compact"
          aria-label={fixName(problem, problem.fix)}
          onClick={() => fixProblem(problem)}
        >
          {fixLabel(problem.fix)}
        </Button>
      )}
    </li>
  );
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly items: Problem[];
}

function groups(problems: readonly Problem[], project: Project | null): Group[] {
  const found = new Map<string, Group>();
  for (const problem of problems) {
    const key = problem.stepId ?? problem.flowId ?? 'project';
    const group = found.get(key) ?? { key, title: titleOf(problem, project), items: [] };
    group.items.push(problem);
    found.set(key, group);
  }
  return [...found.values()];
}

function titleOf({ stepId, flowId }: Problem, project: Project | null): string {
  const flows = project?.flows ?? [];
  const flow = flows.find((candidate) =>
    stepId === undefined ? candidate.id === flowId : hasStep(candidate, stepId),
  );
  const step = flow?.steps.find(({ id }) => id === stepId);
  const names = [step?.name, flows.length > 1 || step === undefined ? flow?.name : undefined];
  return names.filter((name) => name !== undefined).join(', ') || 'Project';
}

function hasStep(flow: Flow, stepId: NonNullable<Problem['stepId']>): boolean {
  return flow.steps.some(({ id }) => id === stepId);
}

function keyOf(problem: Problem): string {
  return [problem.code, problem.field, problem.line, problem.column, problem.message].join(' ');
}
