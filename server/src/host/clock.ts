// Tells the date.

/** Today where this machine stands, as YYYY-MM-DD. */
export function today(now = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
