import { useComputed } from '@preact/signals';
import { minute } from '../../api/clock';
import { useMessages } from '../../messages';
import { span, utc } from '../../widgets/format';

/** The time since an instant, by the server's clock. UTC is shown on hover. */
export function Since({ at }: { readonly at: string }) {
  const { shell } = useMessages();
  const text = useComputed(() => span(Math.max(0, minute.value - Date.parse(at))));
  return <span title={shell.utc(utc(at))}>{text.value}</span>;
}
