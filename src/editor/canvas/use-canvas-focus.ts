import { useCallback, useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import { useReactFlow } from 'reactflow';
import type { StepId } from '@/lib/ids';
import type { Flow } from '@/model/project';
import { stepBoxes, type Box } from '@/model/step-boxes';
import { useSession } from '@/state/session';
import { faceOf, shiftIntoView } from './shift-into-view';

/** A step out of sight is drawn a frame or two after the canvas has moved to it. */
const MOST_FRAMES = 20;

/** One Tab stop for the whole drawing: the step that was focused or selected last. */
export function useCanvasFocus(section: RefObject<HTMLElement | null>, flow: Flow) {
  const [focused, setFocused] = useState<StepId | null>(null);
  const { getViewport, setViewport } = useReactFlow();
  const selected = useSession(({ selection }) => selection.at(-1) ?? null);
  const isWanted = useRef(false);
  const shown = useRef(flow);
  /** The step that the focus is on its way to: one at a time, or an older one would take it from a newer. */
  const wanted = useRef(0);
  useEffect(() => {
    shown.current = flow;
  });

  const showFace = useCallback(
    (box: Box) => {
      if (section.current === null) return;
      const view = getViewport();
      const next = shiftIntoView(faceOf(box), view, section.current);
      if (next !== view) void setViewport(next);
    },
    [section, getViewport, setViewport],
  );

  const focusStep = useCallback(
    (id: StepId) => {
      let isShown = false;
      const before = document.activeElement;
      wanted.current += 1;
      const mine = wanted.current;
      const attempt = (frame: number) => {
        // Keys typed ahead may have opened something meanwhile, which has the focus now and keeps it.
        const { activeElement, body } = document;
        if (mine !== wanted.current) return;
        if (activeElement !== before && activeElement !== null && activeElement !== body) return;
        const box = stepBoxes(shown.current).onCanvas.get(id);
        if (!isShown && box !== undefined && section.current !== null) {
          isShown = true;
          showFace(box);
        }
        const element = section.current?.querySelector<HTMLElement>(
          `.react-flow__node[data-id="${id}"]`,
        );
        if (element !== null && element !== undefined) {
          element.focus({ preventScroll: true });
          return;
        }
        if (frame < MOST_FRAMES) requestAnimationFrame(() => attempt(frame + 1));
      };
      attempt(0);
    },
    [section, showFace],
  );

  // Where the focus was on a step, it goes where the selection goes: to a new step, or back from a deleted one.
  useEffect(() => {
    if (selected !== null && isWanted.current) focusStep(selected);
  }, [selected, focusStep]);

  // A step that is opened from elsewhere is brought into sight, and the focus stays where it is.
  const opened = useSession(({ openStepId }) => openStepId);
  const before = useRef(opened);
  useEffect(() => {
    if (opened === before.current) return undefined;
    before.current = opened;
    if (opened === null) return undefined;
    // The panel may just have come, and the canvas have its new width with the next frame.
    const frame = requestAnimationFrame(() => {
      const box = stepBoxes(shown.current).onCanvas.get(opened);
      if (box !== undefined) showFace(box);
    });
    return () => cancelAnimationFrame(frame);
  }, [opened, showFace]);

  // A step that is deleted takes the focus with it without a word, so leaving is told by what has it next.
  useEffect(() => {
    const onFocusIn = ({ target }: globalThis.FocusEvent) => {
      const node = target instanceof Element ? target.closest('.react-flow__node') : null;
      isWanted.current = node !== null && section.current?.contains(node) === true;
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, [section]);

  const onFocus = useCallback((event: FocusEvent) => {
    const id = event.target.closest('.react-flow__node')?.getAttribute('data-id');
    // The ids are the document's own; React Flow knows them as strings.
    if (id !== null && id !== undefined) setFocused(id as StepId);
  }, []);

  const has = (id: StepId | null) => id !== null && flow.steps.some((step) => step.id === id);
  const tabStop = has(focused) ? focused : has(selected) ? selected : (flow.steps[0]?.id ?? null);
  return { tabStop, focusStep, onFocus };
}
