import { useSession, type Notice } from './session';

/** Shows a notice; it takes the place of the one before. */
export function notify(notice: Notice): void {
  useSession.setState({ notice });
}

/** Takes the notice away, whatever it says. */
export function dismissNotice(): void {
  useSession.setState({ notice: null });
}

/** Takes a notice away that only informed; an error, or what can be acted on, stays until a person has seen it. */
export function dismissInformation(): void {
  useSession.setState(({ notice }) =>
    notice?.kind === 'info' && notice.action === undefined ? { notice: null } : {},
  );
}
