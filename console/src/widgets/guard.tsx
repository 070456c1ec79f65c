import type { ComponentChildren } from 'preact';
import { useMay } from '../app';
import { ALLOWED, type Task } from '../auth/roles';
import { useMessages } from '../messages';
import { list } from './format';

/** Shows its content to a person who may do the task, and to others who could. */
export function For(props: { readonly task: Task; readonly children: ComponentChildren }) {
  const may = useMay(props.task);
  return may ? <>{props.children}</> : <WhoCould task={props.task} />;
}

/** Says whose role allows a task. */
export function WhoCould({ task }: { readonly task: Task }) {
  const { shell, words } = useMessages();
  return <p class="note">{shell.whoCould(list(ALLOWED[task].map(role => words.roles[role])))}</p>;
}
