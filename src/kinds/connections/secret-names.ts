/** Whether an input of a connection that is not known here is a secret. A connection opens doors: in doubt it is one. */
export function mayOpenDoors(key: string): boolean {
  const words = spread(key);
  return MAY_OPEN_DOORS.test(words.replace(DATA_KEY, '')) && !NAMES_SOMETHING_ELSE.test(words);
}

/** The same for an input of a step: `keyInput` and `pageToken` are data that a flow needs, so no doubt may be left. */
export function opensDoors(key: string): boolean {
  return OPENS_DOORS.test(spread(key).replace(SAME_IN_ANOTHER_FORM, ''));
}

const MAY_OPEN_DOORS = /secret|password|passphrase|(?:token|key|credential)s?\b/;
/** Keys that everybody may know, and keys of tables. */
const DATA_KEY = /\b(?:public|publishable|primary|foreign|sort|partition|object) keys?\b/;
/** `tokenUrl` is where tokens come from, `keyField` where something else has its key. */
const NAMES_SOMETHING_ELSE =
  /\b(?:url|uri|endpoint|host|path|type|name|header|prefix|field|input|column|format|algorithm|expiry)$/;

const DOOR_KEYS =
  'api|access|account|application|app|auth|client|encryption|license|master|private|secret|service|shared|signing|ssh';
const DOOR_TOKENS =
  'access|api|app|auth|bearer|bot|identity|jwt|oauth|personal|refresh|security|session|verification';
/** It is the last word that says what a name is of. An access key's id is half of a pair. */
const OPENS_DOORS = new RegExp(
  String.raw`\b(?:secrets?|passwords?|passphrases?|(?:${DOOR_KEYS}) key|access key id|(?:^|(?:${DOOR_TOKENS}) )token)$`,
);
/** `privateKeyPem`, `apiKey2`. */
const SAME_IN_ANOTHER_FORM = /(?: (?:value|text|pem|base 64|\d+))+$/;

/** `clientSecret`, `APIKey` and `apikey` as `client secret` and `api key`. */
function spread(key: string): string {
  return key
    .replaceAll(/([a-z])([A-Z\d])/g, '$1 $2')
    .replaceAll(/(\d)([A-Za-z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/[_.\-\s]+/g, ' ')
    .toLowerCase()
    .replaceAll(JOINED, '$1 $2');
}

const JOINED = new RegExp(
  String.raw`\b(${DOOR_KEYS}|public|${DOOR_TOKENS})(key|token|secret)\b`,
  'g',
);

/** The platform's own templates hold such texts where a secret goes: they open nothing, and stay. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith('Add your');
}
