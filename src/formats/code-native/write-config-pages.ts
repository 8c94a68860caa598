import { connectionFields } from '@/model/connection-fields';
import { isJsonType, readJson } from '@/model/config-values';
import type { ConfigPage, ConfigVar, Project } from '@/model/project';
import { literal } from './source-text';

/** The configuration wizard as TypeScript: each variable on its page, those on none on a last one. */
export function writeConfigPages(project: Project): string {
  const { configVars, configPages } = project;
  const byId = new Map(configVars.map((configVar) => [configVar.id, configVar]));
  const onPage = new Set(
    configPages.flatMap(({ elements }) =>
      elements.flatMap((element) => (element.kind === 'configVar' ? [element.id] : [])),
    ),
  );
  const left = configVars.filter(({ id }) => !onPage.has(id));
  const pages = configPages.map((page) => writePage(page, byId));
  if (left.length > 0) {
    const name = freeName('Other', configPages);
    pages.push(
      `  ${JSON.stringify(name)}: configPage({\n    elements: {\n${left.map(writeElement).join('\n')}\n    },\n  }),`,
    );
  }
  const usesConnection = configVars.some(({ connection }) => connection !== null);
  const usesOAuth = configVars.some(({ connection }) => oauthType(connection?.key) !== null);
  const names = [
    'configPage',
    ...(configVars.some(({ connection }) => connection === null) ? ['configVar'] : []),
    ...(usesConnection ? ['connectionConfigVar'] : []),
    ...(usesOAuth ? ['OAuth2Type'] : []),
  ];
  const imports =
    pages.length === 0 ? '' : `import { ${names.join(', ')} } from "@prismatic-io/spectral";\n\n`;
  return `${imports}export const configPages = {\n${pages.join('\n')}\n};\n`;
}

function writePage(page: ConfigPage, byId: ReadonlyMap<string, ConfigVar>): string {
  let html = 0;
  const elements = page.elements.flatMap((element) => {
    if (element.kind === 'configVar') {
      const configVar = byId.get(element.id);
      return configVar === undefined ? [] : [writeElement(configVar)];
    }
    html += 1;
    return [`      text${html}: ${JSON.stringify(element.html)},`];
  });
  const tagline = page.tagline === '' ? '' : `    tagline: ${JSON.stringify(page.tagline)},\n`;
  return `  ${JSON.stringify(page.name)}: configPage({\n${tagline}    elements: {\n${elements.join('\n')}\n    },\n  }),`;
}

function writeElement(configVar: ConfigVar): string {
  const name = JSON.stringify(configVar.name);
  return configVar.connection === null
    ? `      ${name}: configVar(${literal(settingsOf(configVar), '      ')}),`
    : `      ${name}: connectionConfigVar(${writeConnection(configVar, configVar.connection)}),`;
}

function settingsOf(configVar: ConfigVar): Record<string, unknown> {
  const {
    id,
    dataType,
    collectionType,
    description,
    pickList,
    timeZone,
    scheduleType,
    codeLanguage,
  } = configVar;
  const defaultValue = defaultOf(configVar);
  return {
    stableKey: id,
    dataType,
    ...(description === '' ? {} : { description }),
    ...(dataType === 'picklist' ? { pickList } : {}),
    ...(dataType === 'code' ? { codeLanguage } : {}),
    ...(dataType === 'schedule' ? { scheduleType, timeZone } : {}),
    ...(collectionType === null ? {} : { collectionType }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

/** The default as the type takes it; undefined where there is none, or its text is none of the type. */
function defaultOf({ dataType, collectionType, defaultValue }: ConfigVar): unknown {
  if (defaultValue === '') return undefined;
  if (collectionType !== null) return readJson(defaultValue);
  if (dataType === 'boolean') return defaultValue === 'true';
  if (dataType === 'number') {
    return Number.isFinite(Number(defaultValue)) ? Number(defaultValue) : undefined;
  }
  // The types of these want a schema or a data source, which the value here has not.
  return isJsonType(dataType) ? undefined : defaultValue;
}

function writeConnection(
  configVar: ConfigVar,
  connection: NonNullable<ConfigVar['connection']>,
): string {
  const inputs = Object.fromEntries(
    connectionFields(connection).map((field) => {
      const value = connection.inputs[field.key];
      const isList = field.type === 'keyvaluelist';
      const text = typeof value === 'string' && value !== '' && !field.isSecret ? value : null;
      return [
        field.key,
        {
          label: field.label,
          type: isList ? 'string' : field.type,
          ...(isList ? { collection: 'keyvaluelist' } : {}),
          required: field.isRequired,
          comments: field.comments,
          shown: true,
          ...(text === null ? {} : { default: text }),
        },
      ];
    }),
  );
  const oauth = oauthType(connection.key);
  const lines = [
    `        stableKey: ${JSON.stringify(configVar.id)},`,
    '        dataType: "connection",',
    ...(configVar.description === ''
      ? []
      : [`        description: ${JSON.stringify(configVar.description)},`]),
    ...(oauth === null ? [] : [`        oauth2Type: OAuth2Type.${oauth},`]),
    `        inputs: ${literal(inputs, '        ')},`,
  ];
  return `{\n${lines.join('\n')}\n      }`;
}

function oauthType(key: string | undefined): 'AuthorizationCode' | 'ClientCredentials' | null {
  if (key === 'authorizationCode') return 'AuthorizationCode';
  return key === 'clientCredentials' ? 'ClientCredentials' : null;
}

function freeName(wanted: string, pages: readonly ConfigPage[]): string {
  let name = wanted;
  for (let number = 2; pages.some((page) => page.name === name); number += 1) {
    name = `${wanted} ${number}`;
  }
  return name;
}
