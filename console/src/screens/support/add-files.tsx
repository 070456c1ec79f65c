import { useState } from 'preact/hooks';
import { useMessages } from '../../messages';
import { FilePicker } from '../../widgets/file-picker';
import { number, size } from '../../widgets/format';
import { ENDINGS, faultOf, LARGEST_FILE, MOST_FILES, pasted } from './files';

/** Takes files for a support request, and says at once which are not accepted. */
export function AddFiles(props: {
  /** How many more files the request can have. */
  readonly room: number;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const { support } = useMessages();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    const named = files.map(file => pasted(file, new Date()));
    const accepted = named.filter(file => faultOf(file) === undefined);
    const refused = named.flatMap(file => {
      const fault = faultOf(file);
      return fault === undefined ? [] : [support.faults[fault](file.name)];
    });
    setFaults(
      accepted.length > props.room ? [...refused, support.tooMany(number(MOST_FILES))] : refused,
    );
    if (accepted.length > 0 && props.room > 0) {
      props.onFiles(accepted.slice(0, props.room));
    }
  };
  return (
    <>
      <FilePicker
        label={support.addFiles}
        hint={support.filesHint(number(MOST_FILES), size(LARGEST_FILE), ENDINGS.join(' '))}
        accept={ENDINGS}
        onFiles={take}
      />
      {faults.length > 0 && (
        <div class="box bad" role="alert">
          {faults.map(fault => (
            <p key={fault}>{fault}</p>
          ))}
        </div>
      )}
    </>
  );
}
