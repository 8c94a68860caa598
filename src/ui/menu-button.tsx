import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { MenuGroups, MenuProps } from './menu';

// Menus are not needed for the first picture of the page.
const Menu = lazy(async () => ({ default: (await import('./menu')).Menu }));

/** What the button of a menu needs, whatever it looks like. */
export interface MenuTrigger {
  readonly type: 'button';
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly onClick: (event: React.MouseEvent<HTMLElement>) => void;
  readonly onPointerDown: () => void;
}

export interface MenuButtonProps {
  /** The menu's name. */
  readonly label: string;
  /** Asked when the menu opens. */
  readonly groups: () => MenuGroups;
  readonly align?: 'start' | 'end';
  /** Draws the button with the given attributes. */
  readonly children: (trigger: MenuTrigger) => ReactNode;
}

/** A button and the menu it opens. */
export function MenuButton({ label, groups, align = 'start', children }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<MenuProps['anchor'] | null>(null);
  // A press on the button of an open menu closes it before the click arrives; it must not open again.
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <>
      {children({
        type: 'button',
        'aria-haspopup': 'menu',
        'aria-expanded': anchor !== null,
        onPointerDown: () => setWasOpen(anchor !== null),
        onClick: (event) => {
          setWasOpen(false);
          if (!wasOpen) setAnchor(event.currentTarget.getBoundingClientRect());
        },
      })}
      {anchor !== null && (
        <Suspense>
          <Menu
            label={label}
            groups={groups()}
            anchor={anchor}
            align={align}
            onClose={() => setAnchor(null)}
          />
        </Suspense>
      )}
    </>
  );
}
