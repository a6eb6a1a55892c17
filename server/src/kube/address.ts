// IP addresses and ranges of them.

/** Of an address its bits, as a number; undefined where the text is none. IPv4 has 32, IPv6 128. */
export function addressOf(text: string): { readonly value: bigint; readonly bits: 32 | 128 } | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split(".").map(Number);
    return bytes.some((byte) => byte > 255) ? undefined : { value: joined(bytes, 8n), bits: 32 };
  }
  return text.includes(":") ? sixOf(text.toLowerCase()) : undefined;
}

/** Whether the address lies in one of the ranges, written as `10.0.0.0/8`. */
export function isInAny(text: string, ranges: readonly string[]): boolean {
  const address = addressOf(text);
  return (
    address !== undefined &&
    ranges.some((range) => {
      const [start = "", length = ""] = range.split("/");
      const first = addressOf(start);
      if (first?.bits !== address.bits) return false;
      const rest = BigInt(first.bits - Number(length));
      return first.value >> rest === address.value >> rest;
    })
  );
}

/** Whether a range holds every address of its family: `0.0.0.0/0`, `::/0`. */
export function isEveryAddress(range: string): boolean {
  return /^[\d.:a-fA-F]+\/0+$/.test(range.trim());
}

function sixOf(text: string): { readonly value: bigint; readonly bits: 128 } | undefined {
  const [before = "", after, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const head = groupsOf(before);
  const tail = after === undefined ? [] : groupsOf(after);
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.some((group) => Number.isNaN(group)) ? undefined : { value: joined(groups, 16n), bits: 128 };
}

/** An IPv4 address may stand at the end; NaN for what is no group. */
function groupsOf(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    const four = group.includes(".") ? addressOf(group) : undefined;
    if (four) return [Number(four.value >> 16n), Number(four.value & 0xffffn)];
    return [/^[\da-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : Number.NaN];
  });
}

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}
