// Checks dates as YYYY-MM-DD; in that form they compare as strings do.

/** Why `text` is not a day of the calendar; undefined where it is one. */
export function dateProblem(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return `\`${text}\` is no date, write it as \`2027-01-31\``;
  if (Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month))) return undefined;
  return `\`${text}\` is no day of the calendar`;
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
