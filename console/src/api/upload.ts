import { type ReadonlySignal, signal } from '@preact/signals';
import type { Schemas } from './client';
import type { Reply } from './command';
import type { PendingCommands } from './pending';
import { isBeforeTheCommand, isUnclear, PAUSES, type Trouble } from './persist';
import { type Problem, problemOf } from './problem';
import type { SignedPut } from './put';

/** How an upload fares. `interrupted`: the connection failed, and the person can go on later. */
export type UploadState =
  | { readonly at: 'waiting' }
  | { readonly at: 'sending'; readonly sent: number; readonly trouble?: Trouble }
  | { readonly at: 'interrupted' }
  | { readonly at: 'unreadable' }
  | { readonly at: 'refused'; readonly problem: Problem }
  | { readonly at: 'attached'; readonly attachment: Schemas['Attachment'] };

/** What an upload asks of the API and of the bucket. */
export interface UploadWays {
  begin(
    key: string,
    body: Schemas['NewAttachment'],
    onTrouble: (trouble: Trouble) => void,
  ): Promise<Reply<Schemas['BegunAttachment']>>;
  put(
    to: SignedPut,
    file: Blob,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<number>;
  complete(
    key: string,
    attachmentId: string,
    onTrouble: (trouble: Trouble) => void,
  ): Promise<Reply<Schemas['Attachment']>>;
  sleep?(milliseconds: number): Promise<void>;
}

/** The beginning of the names of a support request's uploads among the commands without an answer. */
export const uploadsIn = (requestId: string) => `attach ${requestId} `;

/**
 * A file on its way into a support request. It has one key from the first byte until it is attached, so
 * it is attached once however often it is sent. The key survives a reload: if the person chooses
 * the same file again, the upload goes on under it.
 */
export class Upload {
  readonly requestId: string;
  readonly file: File;
  readonly #mediaType: string;
  readonly #ways: UploadWays;
  readonly #pending: PendingCommands;
  readonly #state = signal<UploadState>({ at: 'waiting' });
  readonly #stop = new AbortController();
  #running = false;
  #body: Schemas['NewAttachment'] | undefined;
  #key = '';
  #sentAt = 0;
  #release: (() => void) | undefined;
  /** The attachment whose bytes are in the bucket, and the key under which it is completed. */
  #uploaded: { readonly attachmentId: string; readonly key: string } | undefined;

  constructor(
    requestId: string,
    file: File,
    mediaType: string,
    ways: UploadWays,
    pending: PendingCommands,
  ) {
    this.requestId = requestId;
    this.file = file;
    this.#mediaType = mediaType;
    this.#ways = ways;
    this.#pending = pending;
  }

  get state(): ReadonlySignal<UploadState> {
    return this.#state;
  }

  /** Returns the digest of the file, once it is known. */
  get sha256(): string | undefined {
    return this.#body?.sha256;
  }

  /** Uploads and attaches the file. If the connection failed before, goes on. */
  async run(): Promise<void> {
    const { at } = this.#state.peek();
    if (this.#running || this.#stop.signal.aborted || at === 'attached' || at === 'refused') {
      return;
    }
    this.#running = true;
    try {
      this.#state.value = await this.#attach();
    } catch {
      this.#state.value = { at: 'interrupted' };
    } finally {
      this.#running = false;
    }
    const ended = this.#state.peek().at;
    if (ended === 'attached' || ended === 'refused') {
      this.#forget();
    }
  }

  /** Stops the upload for good. Its place in the request is free again after an hour. */
  abandon(): void {
    this.#stop.abort();
    this.#forget();
  }

  #forget(): void {
    if (this.#body !== undefined) {
      this.#pending.remove(this.#name(this.#body.sha256));
      this.#release?.();
      this.#release = undefined;
    }
  }

  #name(sha256: string): string {
    return uploadsIn(this.requestId) + sha256;
  }

  async #attach(): Promise<UploadState> {
    let body: Schemas['NewAttachment'];
    try {
      body = this.#body ?? (await this.#describe());
    } catch {
      return { at: 'unreadable' };
    }
    if (this.#uploaded !== undefined) {
      const state = await this.#complete();
      if (state !== undefined) {
        return state;
      }
    }
    for (let attempt = 1; ; attempt++) {
      const begun = await this.#begin(body);
      if ('at' in begun) {
        return begun;
      }
      if (this.#stop.signal.aborted) {
        return { at: 'interrupted' };
      }
      if (await this.#put(begun)) {
        this.#uploaded = { attachmentId: begun.attachmentId, key: crypto.randomUUID() };
        const state = await this.#complete();
        if (state !== undefined) {
          return state;
        }
      }
      if (!(await this.#isReadable())) {
        return { at: 'unreadable' };
      }
      const pause = PAUSES[attempt - 1];
      if (pause === undefined || this.#stop.signal.aborted) {
        return { at: 'interrupted' };
      }
      this.#meet({ kind: 'lost', attempt }, 0);
      await (this.#ways.sleep ?? sleep)(pause);
      if (this.#stop.signal.aborted) {
        return { at: 'interrupted' };
      }
    }
  }

  /** Computes the digest, and finds the key of an upload of this file that a reload interrupted. */
  async #describe(): Promise<Schemas['NewAttachment']> {
    const digest = await crypto.subtle.digest('SHA-256', await this.file.arrayBuffer());
    const described = {
      fileName: this.file.name,
      mediaType: this.#mediaType,
      size: this.file.size,
      sha256: Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join(
        '',
      ),
    };
    const found = this.#pending.find(this.#name(described.sha256));
    // The same key must come with the same body, so the file keeps the name that was sent first.
    const body = found === undefined ? described : (found.body as Schemas['NewAttachment']);
    this.#key = found?.key ?? crypto.randomUUID();
    this.#sentAt = found?.sentAt ?? Date.now();
    this.#remember(body);
    this.#release = this.#pending.hold(this.#name(body.sha256));
    this.#body = body;
    return body;
  }

  #remember(body: Schemas['NewAttachment']): void {
    this.#pending.put(this.#name(body.sha256), {
      key: this.#key,
      body,
      page: `/support/${this.requestId}`,
      sentAt: this.#sentAt,
    });
  }

  /** Returns where to send the file, or how the upload ended. */
  async #begin(
    body: Schemas['NewAttachment'],
  ): Promise<UploadState | { readonly attachmentId: string; readonly to: SignedPut }> {
    this.#state.value = { at: 'sending', sent: 0 };
    for (let fresh = false; ; fresh = true) {
      const { data, error, response } = await this.#ways.begin(this.#key, body, trouble =>
        this.#meet(trouble, 0),
      );
      if (isUnclear(response.status)) {
        return { at: 'interrupted' };
      }
      if (data !== undefined) {
        const { upload, ...attachment } = data;
        return upload === undefined
          ? { at: 'attached', attachment }
          : { attachmentId: attachment.attachmentId, to: upload };
      }
      if (response.status !== 404 || fresh) {
        // A person who may not do it is told so. All else that comes before the command may pass.
        return isBeforeTheCommand(response.status) && response.status !== 403
          ? { at: 'interrupted' }
          : { at: 'refused', problem: problemOf(response.status, error) };
      }
      // After an hour another file may have taken the place. The file then needs a new one.
      this.#key = crypto.randomUUID();
      this.#sentAt = Date.now();
      this.#remember(body);
    }
  }

  async #put({ to }: { readonly to: SignedPut }): Promise<boolean> {
    const onSent = (sent: number) => {
      this.#state.value = { at: 'sending', sent };
    };
    try {
      const status = await this.#ways.put(to, this.file, onSent, this.#stop.signal);
      return status >= 200 && status < 300;
    } catch {
      return false;
    }
  }

  /** Returns how the completion ended, or undefined if the file has to be sent again. */
  async #complete(): Promise<UploadState | undefined> {
    const uploaded = this.#uploaded;
    if (uploaded === undefined) {
      return undefined;
    }
    this.#state.value = { at: 'sending', sent: this.file.size };
    const { data, error, response } = await this.#ways.complete(
      uploaded.key,
      uploaded.attachmentId,
      trouble => this.#meet(trouble, this.file.size),
    );
    if (data !== undefined) {
      return { at: 'attached', attachment: data };
    }
    if (isUnclear(response.status) || isBeforeTheCommand(response.status)) {
      return { at: 'interrupted' };
    }
    this.#uploaded = undefined;
    return response.status === 404
      ? undefined
      : { at: 'refused', problem: problemOf(response.status, error) };
  }

  #meet(trouble: Trouble, sent: number): void {
    this.#state.value = { at: 'sending', sent, trouble };
  }

  /** Returns whether the file is still as it was chosen. A file that was changed or moved is not. */
  async #isReadable(): Promise<boolean> {
    try {
      await this.file.slice(0, 1).arrayBuffer();
      return true;
    } catch {
      return false;
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(done => setTimeout(done, milliseconds));
}
