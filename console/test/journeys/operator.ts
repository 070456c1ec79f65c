import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { BASE, type Person, signIn } from './browser';

export const AGENT = { user: 'ada@contoso.example', roles: ['AdminAgent', 'GlobalAdmin'] };
export const OLGA = { user: 'olga@distributor.example', roles: [] };

/** A customer who has bought three servers, and the partner's user who sold them. */
export interface Sale {
  readonly agent: Person;
  /** The header of the partner's user. */
  readonly authorization: string;
  readonly company: string;
  readonly customerId: string;
  readonly orderId: string;
}

/** Sends a command as a partner's user. */
export async function post<Answer>(
  authorization: string,
  path: string,
  body: object,
): Promise<Answer> {
  const answer = await fetch(BASE + path, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  expect(answer.status, `${path}: ${await answer.clone().text()}`).toBeLessThan(300);
  return (await answer.json()) as Answer;
}

/** Sells three servers to a new customer. */
export async function sell(browser: Browser): Promise<Sale> {
  const agent = await signIn(browser, '/', AGENT);
  const asked = agent.page.waitForRequest('**/v1/customers?**');
  await agent.page.getByRole('link', { name: 'Customers', exact: true }).first().click();
  const authorization = (await (await asked).headerValue('authorization')) ?? '';
  const company = `Proseware ${randomUUID().slice(0, 8)}`;
  const { customerId } = await post<{ customerId: string }>(authorization, '/v1/customers', {
    companyName: company,
    domain: `${randomUUID()}.example`,
    tenantId: randomUUID(),
    market: 'US',
  });
  const { orderId } = await post<{ orderId: string }>(
    authorization,
    `/v1/customers/${customerId}/orders`,
    { lines: [{ skuId: 'ex2019-std-server', quantity: 3 }] },
  );
  return { agent, authorization, company, customerId, orderId };
}

/** Returns a link of the main navigation. */
export const main = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
