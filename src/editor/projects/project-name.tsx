import { useEffect, useRef } from 'react';
import { TextInput } from '@/ui/text-input';

interface ProjectNameProps {
  readonly name: string;
  /** The new name, or null where it stays. */
  readonly onEnd: (name: string | null) => void;
}

/** A project's name while it is being changed: Enter and leaving keep it, Escape does not. */
export function ProjectName({ name, onEnd }: ProjectNameProps) {
  const input = useRef<HTMLInputElement>(null);
  // Escape takes the field away, which is also leaving it.
  const isDone = useRef(false);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const end = (next: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    const text = next?.trim() ?? '';
    onEnd(text === '' || text === name ? null : text);
  };

  return (
    <TextInput
      ref={input}
      aria-label="Project name"
      defaultValue={name}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
