/** Whether an input of a connection that is not known here is a secret: what its name says is enough. */
export function mayOpenDoors(key: string): boolean {
  const words = spread(key);
  return MAY_OPEN_DOORS.test(words) && !NAMES_A_PLACE.test(words);
}

/** The same for an input of a step: `keyInput` and `pageToken` are data that a flow needs, so no doubt may be left. */
export function opensDoors(key: string): boolean {
  return OPENS_DOORS.test(spread(key));
}

const MAY_OPEN_DOORS = /secret|password|token|key|passphrase/;
/** `tokenUrl` is where tokens come from. */
const NAMES_A_PLACE = /\b(?:url|uri|endpoint|host|type|name)$/;
const OPENS_DOORS =
  /\b(?:secret|password|passphrase)\b|\b(?:api|access|private|secret|signing|encryption) key\b|\b(?:access|auth|bearer|refresh|session|api) token\b/;

/** `clientSecret` as `client secret`. */
function spread(key: string): string {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.\-\s]+/g, ' ')
    .toLowerCase();
}

/** The platform's own templates hold such texts where a secret goes: they open nothing, and stay. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith('Add your');
}
