import { dependencies } from '../../../package.json';

/** Packages that come with the application, so that code which requires them runs without a network. */
const PACKAGES = {
  ajv: () => import('virtual:sandbox-module/npm/ajv'),
  axios: () => import('virtual:sandbox-module/npm/axios'),
  'date-fns': () => import('virtual:sandbox-module/npm/date-fns'),
  dayjs: () => import('virtual:sandbox-module/npm/dayjs'),
  'fast-xml-parser': () => import('virtual:sandbox-module/npm/fast-xml-parser'),
  jose: () => import('virtual:sandbox-module/npm/jose'),
  jszip: () => import('virtual:sandbox-module/npm/jszip'),
  lodash: () => import('virtual:sandbox-module/npm/lodash'),
  luxon: () => import('virtual:sandbox-module/npm/luxon'),
  papaparse: () => import('virtual:sandbox-module/npm/papaparse'),
  qs: () => import('virtual:sandbox-module/npm/qs'),
  uuid: () => import('virtual:sandbox-module/npm/uuid'),
  yaml: () => import('virtual:sandbox-module/npm/yaml'),
} as const;

/** A package that the application brings along. */
export type CatalogueName = keyof typeof PACKAGES;

/** All of them, as `require` names them. */
export const CATALOGUE_NAMES: readonly string[] = Object.keys(PACKAGES);

/** Whether a name without a version is a package of the catalogue. */
export function isInCatalogue(name: string): name is CatalogueName {
  return Object.hasOwn(PACKAGES, name);
}

/** The version that the application has of a package. */
export function catalogueVersion(name: CatalogueName): string {
  return dependencies[name];
}

/** The package as one self-contained CommonJS text. */
export async function catalogueSource(name: CatalogueName): Promise<string> {
  return (await PACKAGES[name]()).default;
}
