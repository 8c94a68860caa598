import { KeyRound, Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { MenuButton } from '@/ui/menu-button';
import { generatePrivateKey, readPem, type PairKind, type PemReport } from './read-pem';
import styles from './connections-view.module.css';

const PAIRS: readonly PairKind[] = ['RSA, 2048 bits', 'RSA, 4096 bits', 'EC P-256'];

interface PemPanelProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** What the private key is that was pasted, or a new one. */
export function PemPanel({ text, onChange }: PemPanelProps) {
  const [read, setRead] = useState<{ readonly of: string; readonly report: PemReport } | null>(
    null,
  );
  useEffect(() => {
    let isCurrent = true;
    if (text !== '') {
      void readPem(text).then((report) => {
        if (isCurrent) setRead({ of: text, report });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [text]);
  const report = read?.of === text ? read.report : null;
  // The one that was there would be lost.
  const isFree = text === '';
  const generate = (kind: PairKind) => {
    void generatePrivateKey(kind).then(onChange);
  };
  return (
    <div className={styles.pem}>
      <div role="status" aria-label="About the key">
        {report !== null && <Report report={report} onChange={onChange} />}
      </div>
      <MenuButton
        label="Generate a key pair"
        groups={() => [
          PAIRS.map((kind) => ({
            label: kind,
            detail: isFree ? undefined : 'In place of the key that is there',
            do: () => generate(kind),
          })),
        ]}
      >
        {(trigger) => (
          <Button {...trigger} size="compact" icon={Sparkles}>
            Generate a key pair
          </Button>
        )}
      </MenuButton>
    </div>
  );
}

function Report({ report, onChange }: { report: PemReport; onChange: PemPanelProps['onChange'] }) {
  if (report.status === 'unusable') {
    const { message, mended } = report;
    return (
      <p className={styles.bad}>
        {message}{' '}
        {mended !== undefined && (
          <Button size="compact" variant="ghost" onClick={() => onChange(mended)}>
            Repair the line ends
          </Button>
        )}
      </p>
    );
  }
  const { kind, bits, format, fingerprint, publicKey } = report;
  return (
    <div className={styles.key}>
      <KeyRound aria-hidden size={16} strokeWidth={1.75} />
      <p>
        {kind} private key, {bits} bits ({format}). Fingerprint of its public key:{' '}
        <code>{fingerprint}</code>
      </p>
      <CopyButton label="Copy public key" hasText text={() => publicKey} />
    </div>
  );
}
