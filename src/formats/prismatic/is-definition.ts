/**
 * Whether text is meant as the platform's definition, broken ones too: so that whoever opens it is told what is wrong
 * with it as such. Looks at its beginning and its keys only.
 */
export function isDefinitionText(text: string, fileName = ''): boolean {
  if (/^\s*[{[]/.test(text)) {
    return /"definitionVersion"\s*:/.test(text.slice(0, 100_000)) && !isOurs(text);
  }
  return /\.ya?ml$/i.test(fileName) || KEY.test(text);
}

/** At the begin of a line. Not by `\s`, which goes over ends of lines: a file of nothing but those would take hours. */
const KEY = /^[ \t]{0,100}["']?(?:definitionVersion|flows|name)["']?[ \t]{0,100}:/m;

function isOurs(text: string): boolean {
  return /^\s*\{\s*"format"\s*:/.test(text);
}
