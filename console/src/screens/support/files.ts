/** The most files of a support request. */
export const MOST_FILES = 10;

/** The size of the largest file, in bytes. */
export const LARGEST_FILE = 26_214_400;

/** The media types that are accepted, by the ending of the name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  heic: 'image/heic',
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  zip: 'application/zip',
};

/** The endings that a file can have, such as .pdf. */
export const ENDINGS: readonly string[] = Object.keys(MEDIA_TYPES).map(ending => `.${ending}`);

/**
 * Returns the media type of a file, or undefined if files of its ending are not accepted. Browsers name
 * the types of mails, and of many files on Windows, in ways of their own or not at all.
 */
export function mediaTypeOf(fileName: string): string | undefined {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? undefined : MEDIA_TYPES[fileName.slice(dot + 1).toLowerCase()];
}

export type FileFault = 'type' | 'empty' | 'large';

/** Returns why a file is not accepted, or undefined. */
export function faultOf(file: {
  readonly name: string;
  readonly size: number;
}): FileFault | undefined {
  if (mediaTypeOf(file.name) === undefined) {
    return 'type';
  }
  if (file.size === 0) {
    return 'empty';
  }
  return file.size > LARGEST_FILE ? 'large' : undefined;
}

/** Names a pasted picture by its time. Browsers call each of them image.png. */
export function pasted(file: File, at: Date): File {
  if (file.name !== 'image.png') {
    return file;
  }
  const time = at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return new File([file], `pasted-${time}.png`, { type: file.type });
}

/** Adds files to those that were chosen, each once. */
export function together(chosen: readonly File[], more: readonly File[]): readonly File[] {
  const same = (one: File, other: File) =>
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  const all = [...chosen];
  for (const file of more) {
    if (!all.some(each => same(each, file))) {
      all.push(file);
    }
  }
  return all;
}
