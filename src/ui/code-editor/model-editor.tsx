import type { editor } from 'monaco-editor/editor';
import { useMedia } from '@/ui/use-media';
import type * as MonacoModule from './monaco';
import { PlainEditor } from './plain-editor';
import { useMonaco } from './use-monaco';

interface ModelEditorProps {
  readonly label: string;
  readonly text: string;
  /** Id of an element that says more. */
  readonly describedBy?: string;
  readonly isReadOnly: boolean;
  /** The text's model, once Monaco is there. */
  readonly open: (module: typeof MonacoModule) => editor.ITextModel;
  /** Of what is typed where Monaco is not. `gesture` is the same for all changes of one burst. */
  readonly onChange: (text: string, gesture: string) => void;
}

/** A text of the document in Monaco; in a plain field where Monaco does not work, and to read until it is there. */
export function ModelEditor(props: ModelEditorProps) {
  const { label, text, describedBy, isReadOnly, open, onChange } = props;
  // Monaco does not work with the keyboards of phones.
  const isNarrow = useMedia('(max-width: 639px)');
  const monaco = useMonaco();
  const described = describedBy === undefined ? {} : { describedBy };
  if (!isNarrow && monaco.status === 'ready') {
    const { TextEditor } = monaco.module;
    return (
      <TextEditor
        {...described}
        label={label}
        isReadOnly={isReadOnly}
        model={open(monaco.module)}
      />
    );
  }
  return (
    <PlainEditor
      {...described}
      label={label}
      text={text}
      isReadOnly={isReadOnly || (!isNarrow && monaco.status === 'loading')}
      onChange={onChange}
    />
  );
}
