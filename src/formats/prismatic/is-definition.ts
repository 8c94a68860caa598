/**
 * Whether text is meant as the platform's definition, broken ones too: so that whoever opens it is told what is wrong
 * with it as such. Looks at its beginning and its keys only.
 */
export function isDefinitionText(text: string, fileName = ''): boolean {
  if (/^\s*[{[]/.test(text)) {
    return /"definitionVersion"\s*:/.test(text.slice(0, 100_000)) && !isOurs(text);
  }
  return (
    /\.ya?ml$/i.test(fileName) || /^\s*["']?(definitionVersion|flows|name)["']?\s*:/m.test(text)
  );
}

function isOurs(text: string): boolean {
  return /^\s*\{\s*"format"\s*:/.test(text);
}
