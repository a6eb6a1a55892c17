// Tells texts from other files.

/** The text; what is none (archives, pictures) stays bytes. */
export function asText(bytes: Uint8Array): string | Uint8Array {
  const isArchive = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isArchive || bytes.subarray(0, 8192).includes(0) ? bytes : new TextDecoder().decode(bytes);
}
