import { member } from '@/lib/member';

const MOST_CLOCK_MS = 2 * 60_000;

/** Tokens that say when they were made tell whether this computer's clock agrees. */
export function clockWarning(token: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['id_token', 'access_token']) {
    const issued = issuedAt(token[key]);
    if (issued === null) continue;
    const ahead = Date.now() - issued;
    if (Math.abs(ahead) <= MOST_CLOCK_MS) return null;
    const minutes = Math.round(Math.abs(ahead) / 60_000);
    return `This computer's clock is about ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} the provider's. Set it right: code that checks or signs times will fail, and the expiry shown here may be wrong.`;
  }
  return null;
}

function issuedAt(jwt: unknown): number | null {
  if (typeof jwt !== 'string') return null;
  try {
    const payload = jwt.split('.')[1] ?? '';
    const iat = member(JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))), 'iat');
    return typeof iat === 'number' ? iat * 1000 : null;
  } catch {
    return null;
  }
}
