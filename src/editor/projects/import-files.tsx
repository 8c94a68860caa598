import { FileInput } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { importFile } from '@/state/commands/imports';
import { provideViewHandlers } from '@/state/view-handlers';
import styles from './projects-view.module.css';

/** The page's way in for project files: a hidden field that "Import…" opens, and files dropped anywhere. Mounted once. */
export function ImportFiles() {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useFileDrop((files) => void importAll(files));

  useEffect(() => provideViewHandlers({ chooseFile: () => input.current?.click() }), []);

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="Import file"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file chosen again is a change too.
          event.target.value = '';
          void importAll(files);
        }}
      />
      {isOver && (
        <div className={styles.drop}>
          <p>
            <FileInput aria-hidden size={20} />
            Drop the file to import its project
          </p>
        </div>
      )}
    </>
  );
}

async function importAll(files: readonly File[]): Promise<void> {
  // One after the other: the last one is the one on show, and each has its own message.
  for (const file of files) await importFile(file);
}

/** True while files are dragged over the page; `onDrop` gets those let go of. */
function useFileDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser leaves the page and shows the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const end = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      drop.current([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', end);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', end);
    };
  }, []);
  return isOver;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
