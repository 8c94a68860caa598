import type { editor } from 'monaco-editor/editor';

type Scheme = 'light' | 'dark';
interface ThemeTarget {
  readonly editor: { defineTheme(name: string, theme: editor.IStandaloneThemeData): void };
}

/** The name of the theme for what the page shows now. */
export function themeName(): string {
  return `app-${pageScheme()}`;
}

/** Calls back whenever the page turns light or dark, by the system or by the person's choice. */
export function onSchemeChange(callback: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(callback);
  media.addEventListener('change', callback);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    media.removeEventListener('change', callback);
    observer.disconnect();
  };
}

/** Makes Monaco's two themes from the page's own tokens. */
export function defineThemes(monaco: ThemeTarget): void {
  for (const scheme of ['light', 'dark'] as const) {
    monaco.editor.defineTheme(`app-${scheme}`, themeData(scheme));
  }
}

function pageScheme(): Scheme {
  return withProbe(null, (read) => read('light-dark(#000001, #000002)')) === '#000002'
    ? 'dark'
    : 'light';
}

function themeData(scheme: Scheme): editor.IStandaloneThemeData {
  return withProbe(scheme, (read) => {
    const token = (name: string) => read(`var(--${name})`);
    // Rules take six digits without a hash.
    const ink = (name: string) => token(name).slice(1, 7);
    return {
      base: scheme === 'light' ? 'vs' : 'vs-dark',
      inherit: true,
      rules: [
        { token: '', foreground: ink('text') },
        { token: 'keyword', foreground: ink('code-keyword') },
        { token: 'string', foreground: ink('code-string') },
        { token: 'regexp', foreground: ink('code-string') },
        { token: 'number', foreground: ink('code-number') },
        { token: 'comment', foreground: ink('code-comment'), fontStyle: 'italic' },
        { token: 'type', foreground: ink('text') },
        { token: 'string.key.json', foreground: ink('code-property') },
        { token: 'string.value.json', foreground: ink('code-string') },
        { token: 'keyword.json', foreground: ink('code-keyword') },
        { token: 'tag', foreground: ink('code-keyword') },
        { token: 'function', foreground: ink('code-function') },
        { token: 'property', foreground: ink('code-property') },
        { token: 'delimiter', foreground: ink('text') },
      ],
      colors: {
        'editor.background': token('surface-1'),
        'editor.foreground': token('text'),
        'editorGutter.background': token('surface-1'),
        'editorLineNumber.foreground': token('text-muted'),
        'editorLineNumber.activeForeground': token('text'),
        'editor.lineHighlightBackground': token('code-line'),
        'editor.lineHighlightBorder': '#00000000',
        'editor.selectionBackground': translucent(token('accent'), '40'),
        'editor.inactiveSelectionBackground': translucent(token('accent'), '26'),
        'editor.wordHighlightBackground': translucent(token('accent'), '1f'),
        'editorCursor.foreground': token('accent'),
        'editorError.foreground': token('danger'),
        'editorWarning.foreground': token('warning'),
        'editorInfo.foreground': token('accent'),
        'editorWidget.background': token('surface-1'),
        'editorWidget.border': token('border'),
        'editorWidget.foreground': token('text'),
        'editorSuggestWidget.background': token('surface-1'),
        'editorSuggestWidget.border': token('border'),
        'editorSuggestWidget.foreground': token('text'),
        'editorSuggestWidget.selectedBackground': token('surface-3'),
        'editorSuggestWidget.selectedForeground': token('text'),
        'editorSuggestWidget.highlightForeground': token('accent'),
        'editorSuggestWidget.focusHighlightForeground': token('accent'),
        'editorHoverWidget.background': token('surface-1'),
        'editorHoverWidget.border': token('border'),
        'editorIndentGuide.background1': token('border-soft'),
        'editorIndentGuide.activeBackground1': token('border'),
        // Colour is for names and for what happens in a run, not for pairs of brackets.
        ...Object.fromEntries(
          [1, 2, 3, 4, 5, 6].map((level) => [
            `editorBracketHighlight.foreground${level}`,
            token('text'),
          ]),
        ),
        'editorBracketMatch.background': translucent(token('accent'), '26'),
        'editorBracketMatch.border': '#00000000',
        'input.background': token('surface-1'),
        'input.border': token('border-strong'),
        'input.foreground': token('text'),
        focusBorder: token('accent'),
        'list.hoverBackground': token('surface-2'),
        'menu.background': token('surface-1'),
        'menu.foreground': token('text'),
        'menu.border': token('border'),
        'menu.selectionBackground': token('surface-3'),
        'menu.selectionForeground': token('text'),
        'scrollbar.shadow': '#00000000',
        'scrollbarSlider.background': translucent(token('border-strong'), '55'),
        'scrollbarSlider.hoverBackground': translucent(token('border-strong'), '88'),
        'scrollbarSlider.activeBackground': translucent(token('border-strong'), 'aa'),
      },
    };
  });
}

/** Tokens are `light-dark()` values, so a colour is read off an element that is held in one scheme. */
function withProbe<T>(scheme: Scheme | null, use: (read: (css: string) => string) => T): T {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  if (scheme !== null) probe.style.colorScheme = scheme;
  document.body.append(probe);
  const read = (css: string) => {
    probe.style.color = css;
    return toHex(getComputedStyle(probe).color);
  };
  const value = use(read);
  probe.remove();
  return value;
}

/** `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)` as Monaco's `#rrggbb[aa]`. */
function toHex(color: string): string {
  const parts = (color.match(/[\d.]+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  const channels = alpha === 1 ? [red, green, blue] : [red, green, blue, Math.round(alpha * 255)];
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function translucent(hex: string, alpha: string): string {
  return hex.slice(0, 7) + alpha;
}
