import type { Project } from '@/model/project';

export const PROJECT_FORMAT = 'code-connector-project';
export const PROJECT_VERSION = 1;

/** A project as the text of its file. */
export function writeProject(project: Project): string {
  return `${JSON.stringify({ format: PROJECT_FORMAT, version: PROJECT_VERSION, project }, null, 2)}\n`;
}
