import { ChevronRight, Ellipsis, Plus } from 'lucide-react';
import { memo, useRef } from 'react';
import { stepKinds } from '@/kinds';
import type { Flow, Step } from '@/model/project';
import { askForStep, openStep, select } from '@/state/commands/selection';
import { renameStep } from '@/state/commands/steps';
import { stepMenu } from '@/state/graph-menus';
import { stepLabel, stepPlaces, useStepFace, type StepFace } from '@/state/step-face';
import { viewHandlers } from '@/state/view-handlers';
import { glyphs } from '@/ui/glyphs';
import { HiddenText } from '@/ui/hidden-text';
import { IconButton } from '@/ui/icon-button';
import { InlineName } from '@/ui/inline-name';
import { MenuButton } from '@/ui/menu-button';
import { StatusIcon } from '@/ui/status-icon';
import { useIsInSight } from './sight';
import styles from './outline.module.css';

interface OutlineStepProps {
  readonly flow: Flow;
  readonly step: Step;
  readonly place: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly isRenaming: boolean;
  readonly onEndRenaming: () => void;
}

/** One step of the outline; of a long one out of sight only its name. */
export const OutlineStep = memo(function OutlineStep(props: OutlineStepProps) {
  const { step, isSelected, isTabStop, isRenaming } = props;
  const row = useRef<HTMLLIElement>(null);
  const isInSight = useIsInSight(row);
  return (
    <li
      ref={row}
      className={styles.row}
      data-row={step.id}
      data-role={stepKinds[step.kind].role}
      data-selected={isSelected || undefined}
    >
      {isInSight || isTabStop || isRenaming ? (
        <StepInSight {...props} />
      ) : (
        <span className={styles.unseen}>{step.name}</span>
      )}
    </li>
  );
});

/** The step with all that can be done with it. */
function StepInSight(props: OutlineStepProps) {
  const { flow, step, place, isSelected, isTabStop, isRenaming, onEndRenaming } = props;
  const face = useStepFace(step.id);
  const { glyph } = stepKinds[step.kind];
  const Icon = glyphs[glyph];
  const tabIndex = isTabStop ? 0 : -1;
  const label = stepLabel(
    step,
    place,
    flow.steps.length,
    face,
    stepPlaces(flow).inner.get(step.id) ?? null,
  );
  const before = namesBefore(flow, step);
  return (
    <>
      {isRenaming ? (
        <span className={styles.open}>
          <span className={styles.tile}>
            <Icon aria-hidden size={20} strokeWidth={1.5} />
          </span>
          <InlineName
            label={`Name of ${step.name}`}
            value={step.name}
            onCommit={(name) => renameStep(step.id, name)}
            onEnd={onEndRenaming}
          />
        </span>
      ) : (
        <button
          type="button"
          className={styles.open}
          data-step={step.id}
          aria-describedby={before === '' ? undefined : `after-${step.id}`}
          aria-current={isSelected ? 'true' : undefined}
          tabIndex={tabIndex}
          onFocus={() => !isSelected && select([step.id])}
          onClick={() => {
            openStep(step.id);
            viewHandlers().focusStep?.();
          }}
        >
          <span className={styles.tile}>
            <Icon aria-hidden size={20} strokeWidth={1.5} />
          </span>
          <span className={styles.body}>
            {/* In one piece: between two a reader hears a gap before the comma. */}
            <HiddenText>{label}</HiddenText>
            <span aria-hidden className={styles.name}>
              {step.name}
            </span>
            <span aria-hidden className={styles.state} data-status={face.status}>
              <StatusIcon status={face.status} />
              <span className={styles.cut}>{stateText(face)}</span>
            </span>
          </span>
          {face.fact !== '' && (
            <span aria-hidden className={styles.fact}>
              {face.fact}
            </span>
          )}
          <ChevronRight aria-hidden size={16} className={styles.chevron} />
        </button>
      )}
      <span id={`after-${step.id}`} hidden>
        after {before}
      </span>
      <span className={styles.tools}>
        <IconButton
          label={`Add step after ${step.name}`}
          icon={Plus}
          tabIndex={tabIndex}
          onClick={() => askForStep({ after: step.id })}
        />
        <MenuButton label={step.name} align="end" groups={() => stepMenu(flow, step)}>
          {(trigger) => (
            <IconButton
              {...trigger}
              label={`More for ${step.name}`}
              icon={Ellipsis}
              tabIndex={tabIndex}
              onClick={(event) => {
                select([step.id]);
                trigger.onClick(event);
              }}
            />
          )}
        </MenuButton>
      </span>
    </>
  );
}

function stateText({ status, text }: StepFace): string {
  return status === 'succeeded' ? `Succeeded · ${text}` : text;
}

function namesBefore(flow: Flow, step: Step): string {
  const inner = stepPlaces(flow).inner.get(step.id);
  if (inner !== undefined) return inner.previous?.name ?? '';
  const ids = new Set(flow.edges.filter(({ to }) => to === step.id).map(({ from }) => from));
  const names = flow.steps.filter(({ id }) => ids.has(id)).map(({ name }) => name);
  return names.join(' and ');
}
