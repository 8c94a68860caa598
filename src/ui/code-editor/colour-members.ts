import type { languages } from 'monaco-editor/editor';

interface LanguageRegistry {
  readonly languages: {
    getLanguages(): readonly languages.ILanguageExtensionPoint[];
    setMonarchTokensProvider(id: string, language: languages.IMonarchLanguage): unknown;
  };
}

/** Gives members and calls of JavaScript their own colours, which Monaco's own grammar does not tell apart. */
export async function colourMembers(monaco: LanguageRegistry): Promise<void> {
  const found = monaco.languages.getLanguages().find(({ id }) => id === 'javascript');
  // `loader` is how Monaco's own languages are registered; its types leave it out.
  const { loader } = (found ?? {}) as { loader?: () => Promise<LanguageModule> };
  if (loader === undefined) return;
  const { language } = await loader();
  const common: unknown = language.tokenizer['common'];
  if (!Array.isArray(common)) return;
  monaco.languages.setMonarchTokensProvider('javascript', {
    ...language,
    tokenizer: { ...language.tokenizer, common: [...MEMBER_RULES, ...common] },
  });
}

interface LanguageModule {
  readonly language: languages.IMonarchLanguage;
}

const MEMBER_RULES: languages.IMonarchLanguageRule[] = [
  [/(\??\.)(\s*)(#?[\w$]+)(?=\s*\()/, ['delimiter', '', 'function']],
  [/(\??\.)(\s*)(#?[a-zA-Z_$][\w$]*)/, ['delimiter', '', 'property']],
  [/[a-zA-Z_$][\w$]*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@default': 'function' } }],
];
