import { useRef } from 'react';
import { Button } from '@/ui/button';

interface FileButtonProps {
  readonly label: string;
  readonly onFile: (file: File) => void;
}

/** A button that asks for a file. */
export function FileButton({ label, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file chosen again is a change too.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <Button variant="ghost" size="compact" onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
