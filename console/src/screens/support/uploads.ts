import { signal } from '@preact/signals';
import { telling } from '../../api/client';
import { putFile } from '../../api/put';
import { Upload } from '../../api/upload';
import type { App } from '../../app';
import { mediaTypeOf } from './files';

/** The uploads of this tab. They go on while a person looks at other screens. */
const uploads = signal<readonly Upload[]>([]);

let queue: Promise<void> = Promise.resolve();

/** Returns the uploads into a support request, in the order in which their files were chosen. */
export function uploadsOf(requestId: string): readonly Upload[] {
  return uploads.value.filter(each => each.requestId === requestId);
}

/** Uploads files into a support request, one after the other. */
export function upload(
  { api, connection, pending }: App,
  requestId: string,
  files: readonly File[],
): void {
  const path = { requestId };
  const added = files.map(
    file =>
      new Upload(
        requestId,
        file,
        mediaTypeOf(file.name) ?? file.type,
        {
          begin: (key, body, onTrouble) =>
            api.POST('/v1/support-requests/{requestId}/attachments', {
              params: { path, header: { 'Idempotency-Key': key } },
              body,
              fetch: telling(connection, onTrouble),
            }),
          put: putFile,
          complete: (key, attachmentId, onTrouble) =>
            api.POST('/v1/support-requests/{requestId}/attachments/{attachmentId}/complete', {
              params: { path: { requestId, attachmentId }, header: { 'Idempotency-Key': key } },
              fetch: telling(connection, onTrouble),
            }),
        },
        pending,
      ),
  );
  if (uploads.peek().length === 0) {
    addEventListener('online', goOn);
    addEventListener('beforeunload', warn);
  }
  uploads.value = [...uploads.peek(), ...added];
  added.forEach(resume);
}

/** Lets an upload take its turn, or go on after it was interrupted. */
export function resume(each: Upload): void {
  queue = queue.then(() => each.run());
}

/** Takes an upload off the list, and stops it if it is under way. */
export function dismiss(each: Upload): void {
  each.abandon();
  uploads.value = uploads.peek().filter(other => other !== each);
}

function goOn(): void {
  for (const each of uploads.peek()) {
    if (each.state.peek().at === 'interrupted') {
      resume(each);
    }
  }
}

/** Asks before a person leaves the console in the middle of an upload. */
function warn(event: BeforeUnloadEvent): void {
  if (uploads.peek().some(each => ['waiting', 'sending'].includes(each.state.peek().at))) {
    event.preventDefault();
  }
}
