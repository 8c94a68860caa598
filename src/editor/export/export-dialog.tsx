import { useEffect, useState } from 'react';
import type { PlatformFormat } from '@/model/conformance';
import type { Flow, Project } from '@/model/project';
import { PLATFORM_LIMITS } from '@/plan/limits';
import type { Problem } from '@/plan/problem';
import { enteredSecrets, saveCodeNative, saveDefinition } from '@/state/commands/exports';
import { fixLabel, fixName, fixProblem, showProblem } from '@/state/commands/problems';
import { closeDialog } from '@/state/commands/selection';
import { checkConformance } from '@/state/problem-check';
import { Button } from '@/ui/button';
import { CheckField } from '@/ui/check-field';
import { Dialog } from '@/ui/dialog';
import { LinkButton } from '@/ui/link-button';
import { StatusIcon } from '@/ui/status-icon';
import styles from './export-dialog.module.css';

interface ExportDialogProps {
  readonly project: Project;
  readonly format: PlatformFormat;
}

const WORDS: Readonly<Record<PlatformFormat, { title: string; what: string; save: string }>> = {
  'code-native': {
    title: 'Export as code-native project',
    what: 'A TypeScript project for the platform’s SDK: a file per flow, the code of your steps unchanged, config pages, and a test for each payload. Secrets are not in it.',
    save: 'Save as zip',
  },
  'prismatic-yaml': {
    title: 'Export as integration YAML',
    what: 'The integration’s definition (version 7), as the platform imports it: what its file said, with what was edited since. Payloads, mocks, test values and positions are not in it.',
    save: 'Save as YAML',
  },
};

const GROUPS = [
  { severity: 'error', title: 'Would fail', status: 'failed' },
  { severity: 'warning', title: 'Would differ', status: 'warning' },
  { severity: 'info', title: 'Good to know', status: 'info' },
] as const;

/** What would differ or fail on the platform, before the project is taken there. */
export function ExportDialog({ project, format }: ExportDialogProps) {
  const findings = useFindings(project, format);
  const { title, what, save } = WORDS[format];
  const [withSecrets, setWithSecrets] = useState(false);
  const [secrets] = useState(() =>
    format === 'prismatic-yaml' ? enteredSecrets(project).length : 0,
  );
  const isBlocked = findings?.some(({ code }) => code === 'tree-crossing') === true;
  return (
    <Dialog title={title} onClose={closeDialog} size="medium">
      <div className={`${styles.body ?? ''} nokey`}>
        <p className={styles.what}>{what}</p>
        {findings === null ? (
          <p role="status">Comparing with the platform…</p>
        ) : (
          <Report project={project} findings={findings} />
        )}
        {secrets > 0 && (
          <CheckField
            label="Write secret values into the file"
            help={`${secrets === 1 ? 'One value is' : `${secrets} values are`} entered here. Whoever has the file can read them. Otherwise it has an empty text in their place.`}
            isOn={withSecrets}
            onChange={setWithSecrets}
          />
        )}
      </div>
      <div className={styles.actions}>
        <Button onClick={closeDialog}>Cancel</Button>
        <Button
          variant="primary"
          disabled={isBlocked}
          onClick={() => {
            closeDialog();
            void (format === 'code-native' ? saveCodeNative() : saveDefinition(withSecrets));
          }}
        >
          {save}
        </Button>
      </div>
    </Dialog>
  );
}

/** While a changed project is compared, those of before. */
function useFindings(project: Project, format: PlatformFormat): readonly Problem[] | null {
  const [findings, setFindings] = useState<readonly Problem[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void checkConformance(project, format).then((found) => {
      if (isCurrent) setFindings(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [project, format]);
  return findings;
}

function Report({
  project,
  findings,
}: {
  readonly project: Project;
  readonly findings: readonly Problem[];
}) {
  if (findings.length === 0) {
    return (
      <p role="status" className={styles.clean}>
        <StatusIcon status="succeeded" />
        Nothing was found that would differ or fail on the platform.
      </p>
    );
  }
  return (
    <>
      <p role="status" className={styles.note}>
        {countText(findings.length)} by the platform’s rules as documented on {PLATFORM_LIMITS.asOf}
        .
      </p>
      {GROUPS.map(({ severity, title, status }) => {
        const items = findings.filter((problem) => problem.severity === severity);
        return items.length === 0 ? null : (
          <section key={severity} aria-label={title}>
            <h3 className={styles.group}>
              {title} <span>{items.length}</span>
            </h3>
            <ul className={styles.list}>
              {items.map((problem, index) => (
                <li key={`${problem.code} ${index}`} className={styles.finding}>
                  <StatusIcon status={status} />
                  <div>
                    <p>{problem.message}</p>
                    <p className={styles.place}>
                      <LinkButton
                        onClick={() => {
                          closeDialog();
                          showProblem(problem);
                        }}
                      >
                        {placeText(project.flows, problem)}
                      </LinkButton>
                      {problem.source !== undefined && (
                        <a href={problem.source} target="_blank" rel="noreferrer">
                          The platform’s rule
                        </a>
                      )}
                    </p>
                  </div>
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
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}

function placeText(flows: readonly Flow[], { flowId, stepId, line }: Problem): string {
  const flow = flows.find(({ id }) => id === flowId);
  const step = flow?.steps.find(({ id }) => id === stepId);
  const parts = [flow?.name, step?.name, line === undefined ? undefined : `line ${line}`];
  const text = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return text === '' ? 'Go there' : text;
}
