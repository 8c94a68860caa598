import { expose } from 'comlink';
import { openDefinition, saveDefinition } from '@/formats/prismatic/open-definition';
import { openProject } from '@/formats/project/open-project';

const api = { openDefinition, openProject, saveDefinition };

/** What the page may ask of this worker. */
export type FileApi = typeof api;

expose(api);
