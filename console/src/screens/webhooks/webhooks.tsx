import { WebhookList } from './list';
import { OneWebhook } from './webhook';

export { speakOfWebhooks as speak } from '../../messages/webhooks';

/** The partner's webhooks, or one of them. Both have one file, since they share most of it. */
export default function Webhooks({ webhookId }: { readonly webhookId?: string }) {
  return webhookId === undefined ? <WebhookList /> : <OneWebhook webhookId={webhookId} />;
}
