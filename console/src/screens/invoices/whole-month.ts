import type { Api, Schemas } from '../../api/client';
import type { Reply } from '../../api/command';
import type { Download } from '../../api/download';
import { inJson } from '../../api/read';

/** Reads all pages of a month into one JSON file, in the shape of the API's first page. */
export async function wholeMonth(
  api: Api,
  month: string,
  currency: string,
): Promise<Reply<Download>> {
  const only = currency === '' ? {} : { currency };
  let whole: Schemas['InvoiceMonth'] | undefined;
  for (let at: { cursor?: string } = {}; ; ) {
    const { data, error, response } = await inJson(
      api.GET('/v1/invoices/{month}', {
        params: { path: { month }, query: { limit: 200, ...only, ...at } },
      }),
    );
    if (data === undefined) {
      return { error, response };
    }
    const { next, ...page } = data;
    whole = whole === undefined ? page : { ...whole, entries: [...whole.entries, ...page.entries] };
    if (next === undefined) {
      const name = `invoice-${month}${currency === '' ? '' : `-${currency}`}.json`;
      const content = new Blob([`${JSON.stringify(whole, null, 2)}\n`], {
        type: 'application/json',
      });
      return { data: { name, content, redirected: false }, response };
    }
    at = { cursor: next };
  }
}
