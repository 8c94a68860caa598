import { createContext, useContext, useEffect, useMemo, useState, type RefObject } from 'react';

/** Tells rows of a long list whether they are in sight, or nearly. */
interface Sight {
  readonly watch: (row: Element, tell: (isInSight: boolean) => void) => () => void;
}

/** Null around a list of which all rows are drawn. */
export const SightContext = createContext<Sight | null>(null);

/** Rows so far from the edge are drawn already: scrolling finds them there. */
const MARGIN = '600px 0px';

/** Watches which rows of a scrolled list are near enough to be drawn. */
export function useSight(scroller: RefObject<Element | null>): Sight {
  return useMemo(() => sightOf(() => scroller.current), [scroller]);
}

/** Whether the row is in sight; what has never been is not. */
export function useIsInSight(row: RefObject<Element | null>): boolean {
  const sight = useContext(SightContext);
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (sight === null || row.current === null) return undefined;
    return sight.watch(row.current, setInSight);
  }, [sight, row]);
  return sight === null || isInSight;
}

function sightOf(root: () => Element | null): Sight {
  const rows = new Map<Element, (isInSight: boolean) => void>();
  let observer: IntersectionObserver | null = null;
  return {
    watch: (row, tell) => {
      observer ??= new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting } of entries) rows.get(target)?.(isIntersecting);
        },
        { root: root(), rootMargin: MARGIN },
      );
      rows.set(row, tell);
      observer.observe(row);
      return () => {
        rows.delete(row);
        observer?.unobserve(row);
        if (rows.size > 0) return;
        observer?.disconnect();
        observer = null;
      };
    },
  };
}
