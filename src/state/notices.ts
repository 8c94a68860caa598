import { useSession, type Notice } from './session';

/** Shows a notice; it takes the place of the one before. */
export function notify(notice: Notice): void {
  useSession.setState({ notice });
}

export function dismissNotice(): void {
  useSession.setState({ notice: null });
}
