/** Media queries of the layout. CSS modules repeat them: they cannot read from here. */
export const NARROW = '(width < 900px)';
/** Below this width the page has no room for canvas and panel side by side. */
export const MEDIUM = '(width < 1280px)';
