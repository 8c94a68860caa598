/** What only a mounted view can do; a view sets its part while it is on screen. */
export interface ViewHandlers {
  fitView: () => void;
  zoomTo: (zoom: number) => void;
  zoomBy: (factor: number) => void;
  /** The middle of what the canvas shows, in canvas pixels. */
  viewCentre: () => { x: number; y: number };
  renameSelected: () => void;
  focusRegion: (by: 1 | -1) => void;
  /** Puts the focus on the selected step of the view of the graph that is on screen. */
  focusCanvas: () => void;
  /** Puts the focus into the open step: its code, or the tab that is open. */
  focusStep: () => void;
  chooseFile: () => void;
}

const handlers: Partial<ViewHandlers> = {};

/** Registers a view's handlers; the returned function takes them away again. */
export function provideViewHandlers(own: Partial<ViewHandlers>): () => void {
  Object.assign(handlers, own);
  return () => {
    for (const key of Object.keys(own)) {
      // The keys come from `own`.
      const name = key as keyof ViewHandlers;
      if (handlers[name] === own[name]) delete handlers[name];
    }
  };
}

/** What the views on the page can do for commands; none of it where the view is not there. */
export function viewHandlers(): Readonly<Partial<ViewHandlers>> {
  return handlers;
}
