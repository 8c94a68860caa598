/** Whether an input is one that opens doors, by its name: what is written in it is not shown. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return (
    words.some((word) => SECRET_WORDS.includes(word)) || /apikey|accesskey/.test(words.join(''))
  );
}

const SECRET_WORDS = [
  'secret',
  'password',
  'token',
  'passphrase',
  'key',
  'credential',
  'credentials',
];
