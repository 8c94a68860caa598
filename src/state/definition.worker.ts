import { expose } from 'comlink';
import { openDefinition, saveDefinition } from '@/formats/prismatic/open-definition';

const api = { openDefinition, saveDefinition };

/** What the page may ask of this worker. */
export type DefinitionApi = typeof api;

expose(api);
