/** Returns the address of a pool's screen. */
export function poolPath(pool: string): string {
  return `/operator/stock/${encodeURIComponent(pool)}`;
}

/** Returns the address of the screen of a batch, in the pool that it was imported into. */
export function batchPath(pool: string, batch: string): string {
  return `${poolPath(pool)}/batches/${encodeURIComponent(batch)}`;
}

/** Returns the address of a support request of a partner. */
export function requestPath(partnerId: string, requestId: string): string {
  return `/operator/partners/${encodeURIComponent(partnerId)}/support/${requestId}`;
}

/** Returns the address of the report on an imported file. */
export function reportPath(report: string): string {
  return `/operator/imports/report?${new URLSearchParams({ report })}`;
}
