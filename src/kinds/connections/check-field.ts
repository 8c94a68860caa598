import type { ConnectionField } from './connection-kind';

/** What is wrong with a value, and the value that would be right where that is plain. */
export interface FieldAdvice {
  readonly message: string;
  readonly fix?: { readonly label: string; readonly value: string };
}

/** Looks at what was typed or pasted into a field; null where nothing is to be said. An empty value is `isMissing`'s business. */
export function checkField({ check }: ConnectionField, value: string): FieldAdvice | null {
  if (value === '') return null;
  switch (check) {
    case 'url':
      return checkUrl(value);
    case 'scopes':
      return checkScopes(value);
    case 'key':
      return checkKey(value);
    case 'pem':
    case 'none':
      return null;
  }
}

function checkUrl(value: string): FieldAdvice | null {
  const trimmed = value.trim();
  if (trimmed !== value) {
    return {
      message: 'The URL has spaces around it.',
      fix: { label: 'Remove the spaces', value: trimmed },
    };
  }
  // Not by URL alone: it forgives missing slashes, which other readers do not.
  if (/^https?:\/\/[^/\s?#]/i.test(value) && !/\s/.test(value) && isUrl(value)) return null;
  if (/^[\w-]+(\.[\w-]+)+([/:?#]\S*)?$/.test(value)) {
    return {
      message: 'The URL must begin with https:// or http://.',
      fix: { label: 'Add https://', value: `https://${value}` },
    };
  }
  return {
    message: 'Write an absolute http or https URL, such as https://auth.example.com/oauth2/token.',
  };
}

function isUrl(value: string): boolean {
  try {
    return new URL(value).hostname !== '';
  } catch {
    return false;
  }
}

function checkScopes(value: string): FieldAdvice | null {
  const parts = value.split(/[\s,;]+/).filter((part) => part !== '');
  const right = parts.join(' ');
  if (right === value) return null;
  if (/[,;]/.test(value)) {
    const mark = value.includes(',') ? 'comma' : 'semicolon';
    return {
      message: `Put a space between scopes, not a ${mark}.`,
      fix: { label: `Replace the ${mark}`, value: right },
    };
  }
  return {
    message: 'Separate scopes by single spaces, with none around them.',
    fix: { label: 'Tidy the spaces', value: right },
  };
}

function checkKey(value: string): FieldAdvice | null {
  const prefix = /^\s*(Bearer|Basic|Token|ApiKey)\s+/i.exec(value);
  if (prefix !== null && value.length > prefix[0].length) {
    return {
      message: `The value begins with “${prefix[1] ?? ''}”, which belongs to the header and not to the key.`,
      fix: { label: 'Remove it', value: value.slice(prefix[0].length).trim() },
    };
  }
  const trimmed = value.trim();
  if (trimmed !== value) {
    return {
      message: 'There are spaces or line ends around the value.',
      fix: { label: 'Remove them', value: trimmed },
    };
  }
  return null;
}
