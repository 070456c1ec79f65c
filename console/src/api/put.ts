/** What the API says of an upload: where to, and the headers that the address is signed for. */
export interface SignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** How long an upload may stand still before it counts as lost, in milliseconds. */
const STALLED = 30_000;

/**
 * Uploads a file to the bucket, and tells how many bytes have left. Returns the status of the answer.
 *
 * @throws Error if no answer came, or if the signal stopped it
 */
export function putFile(
  to: SignedPut,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((done, failed) => {
    // Only XMLHttpRequest tells the progress of an upload.
    const request = new XMLHttpRequest();
    let watch: ReturnType<typeof setTimeout> | undefined;
    const stop = () => request.abort();
    const stillMoving = () => {
      clearTimeout(watch);
      watch = setTimeout(stop, STALLED);
    };
    request.open('PUT', to.url);
    for (const [name, value] of Object.entries(to.headers)) {
      // The browser computes the length itself, and lets nobody else state it.
      if (name.toLowerCase() !== 'content-length') {
        request.setRequestHeader(name, String(value));
      }
    }
    request.upload.onprogress = ({ loaded }) => {
      stillMoving();
      onSent(loaded);
    };
    request.onload = () => done(request.status);
    request.onerror = () => failed(new Error('the connection was lost'));
    request.onabort = () => failed(new Error('the upload was stopped'));
    request.onloadend = () => {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    stillMoving();
    request.send(file);
  });
}
