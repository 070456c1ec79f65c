import { useDesk } from '../../messages/operator';
import { For } from '../../widgets/guard';
import { Page } from '../../widgets/page';
import { Alarms } from './alarms';
import { Seals } from './seals';

/** Whether all is well: the alarms, and how far the activity logs are sealed and verified. */
export default function State() {
  const { state } = useDesk();
  return (
    <Page title={state.title} about={state.about}>
      <For task="desk">
        <Alarms />
        <Seals />
      </For>
    </Page>
  );
}
