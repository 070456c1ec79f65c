import { computed, signal } from '@preact/signals';

/** The server's clock minus the browser's, in milliseconds. Zero until an answer told the time. */
let ahead = 0;
let known = false;

/** The time on the server's clock, in milliseconds since 1970. It advances every second. */
export const now = signal(Date.now());

/** The same time, rounded up to a minute, so that it changes once a minute. */
export const minute = computed(() => Math.ceil(now.value / 60_000) * 60_000);

/** Learns the server's time from the `Date` header of an answer. Its precision is a second. */
export function learnTime(header: string | null, received = Date.now()): void {
  const told = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(told)) {
    return;
  }
  // The header cuts off the fraction of the second. A difference below a second is no difference.
  const difference = told + 500 - received;
  if (!known || Math.abs(difference - ahead) > 1500) {
    ahead = Math.abs(difference) < 1500 ? 0 : difference;
    known = true;
    now.value = received + ahead;
  }
}

/** Lets `now` advance. Returns how to stop it. */
export function startClock(): () => void {
  const timer = setInterval(() => {
    now.value = Date.now() + ahead;
  }, 1000);
  return () => clearInterval(timer);
}
