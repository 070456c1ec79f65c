import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** Takes files that a person chooses, drops on the page or pastes. */
export function FilePicker(props: {
  readonly label: string;
  readonly hint: string;
  readonly accept: readonly string[];
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const latest = useRef(props.onFiles);
  latest.current = props.onFiles;
  useEffect(() => {
    const give = (files: FileList | undefined) => {
      if (files !== undefined && files.length > 0) {
        latest.current([...files]);
      }
    };
    const paste = (event: ClipboardEvent) => {
      // Copied cells of a table come as a text with a picture. In a field, the text is meant.
      const isText = event.clipboardData?.types.includes('text/plain') === true;
      if (!isText && (event.clipboardData?.files.length ?? 0) > 0) {
        event.preventDefault();
        give(event.clipboardData?.files);
      }
    };
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    // A file that is dropped beside the box must not replace the page.
    const drag = (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (hasFiles(event)) {
        event.preventDefault();
        give(event.dataTransfer?.files);
      }
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <div class={over ? 'drop over' : 'drop'}>
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type="file"
        multiple
        accept={props.accept.join(',')}
        aria-describedby={`${id}-hint`}
        onChange={event => {
          const { files } = event.currentTarget;
          if (files !== null && files.length > 0) {
            latest.current([...files]);
          }
          // The same file can be chosen again, to go on with its upload.
          event.currentTarget.value = '';
        }}
      />
      <p class="note" id={`${id}-hint`}>
        {props.hint}
      </p>
    </div>
  );
}
