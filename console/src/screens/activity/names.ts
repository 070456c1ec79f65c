import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp, useMay } from '../../app';

/** The names of customers that were read so far. */
const names = signal<Readonly<Record<string, string>>>({});

/** The customers whose names were asked for, so that each is asked for once. */
const asked = new Set<string>();

const AT_ONCE = 4;

/** Reads the names of customers that records name by id. Readers of the log alone see ids. */
export function useCustomerNames(ids: readonly string[]): Readonly<Record<string, string>> {
  const { api } = useApp();
  const may = useMay('customers');
  const wanted = may ? [...new Set(ids)] : [];
  useEffect(() => {
    const missing = wanted.filter(id => !asked.has(id));
    for (const id of missing) {
      asked.add(id);
    }
    const nameOf = async (customerId: string) => {
      const reply = await api
        .GET('/v1/customers/{customerId}', { params: { path: { customerId } } })
        .catch(() => undefined);
      if (reply?.data !== undefined) {
        names.value = { ...names.peek(), [customerId]: reply.data.companyName };
      }
    };
    const readAll = async () => {
      for (let at = 0; at < missing.length; at += AT_ONCE) {
        await Promise.all(missing.slice(at, at + AT_ONCE).map(nameOf));
      }
    };
    void readAll();
  }, [wanted.join()]);
  return names.value;
}
