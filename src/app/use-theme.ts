import { useLayoutEffect } from 'react';
import { useSession } from '@/state/session';

/** The chosen theme as an attribute of the page; none while it follows the system. */
export function useTheme(): void {
  const theme = useSession((session) => session.theme);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}
