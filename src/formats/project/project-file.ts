import type { Project } from '@/model/project';
import { PROJECT_VERSION } from '@/model/project-version';

/** By this a project file is told from any other JSON. */
export const PROJECT_FORMAT = 'code-connector-project';

/** A project as the text of its file. */
export function writeProject(project: Project): string {
  return `${JSON.stringify({ format: PROJECT_FORMAT, version: PROJECT_VERSION, project }, null, 2)}\n`;
}
