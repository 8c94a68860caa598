/** The version of the document's shape, as it is written to files and to the browser's database. */
export const PROJECT_VERSION = 2;
