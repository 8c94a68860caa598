import { Check, Copy, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import styles from './copy-button.module.css';
import { copyText } from './copy-text';

export interface CopyButtonProps {
  /** What it copies, for its name and tooltip: "Copy path". */
  readonly label: string;
  readonly text: () => string | Promise<string>;
  readonly icon?: LucideIcon;
  /** Shows the label beside the icon. */
  readonly hasText?: boolean;
  readonly tabIndex?: number;
}

/** A button that copies and says that it did. */
export function CopyButton({ label, text, icon: Icon = Copy, hasText, tabIndex }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);

  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 1600);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    setOutcome((await copyText(await text())) ? 'copied' : 'refused');
  };
  const said = outcome === 'refused' ? 'The browser does not allow copying' : 'Copied';

  return (
    <button
      type="button"
      className={styles.button}
      data-text={hasText === true || undefined}
      aria-label={hasText === true ? undefined : label}
      title={outcome === null ? label : said}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      {outcome === 'copied' ? <Check aria-hidden size={14} /> : <Icon aria-hidden size={14} />}
      {hasText === true && <span>{outcome === null ? label : said}</span>}
      <output className={styles.said}>{outcome === null ? '' : said}</output>
    </button>
  );
}
