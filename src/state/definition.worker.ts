import { expose } from 'comlink';
import { openDefinition, saveDefinition } from '@/formats/prismatic/open-definition';

const api = { openDefinition, saveDefinition };

export type DefinitionApi = typeof api;

expose(api);
