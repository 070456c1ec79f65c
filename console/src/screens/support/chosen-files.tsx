import { useMessages } from '../../messages';
import { size } from '../../widgets/format';

/** The files that will be uploaded with the request. */
export function ChosenFiles(props: {
  readonly files: readonly File[];
  readonly onRemove: (file: File) => void;
}) {
  const { support } = useMessages();
  return (
    <ul class="plain-list">
      {props.files.map(file => (
        <li class="sku" key={`${file.name} ${file.size} ${file.lastModified}`}>
          <span>
            {file.name} <span class="note">{size(file.size)}</span>
          </span>
          <button
            type="button"
            class="plain"
            aria-label={support.removeFile(file.name)}
            onClick={() => props.onRemove(file)}
          >
            {support.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}
