/** Media queries of the layout. CSS modules repeat them: they cannot read from here. */
export const NARROW = '(width < 900px)';
export const MEDIUM = '(width < 1280px)';
