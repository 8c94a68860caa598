/** What a drag of a step kind from a list onto the canvas carries: the kind's key. */
export const KIND_DRAG_TYPE = 'application/x-code-connector-step-kind';
