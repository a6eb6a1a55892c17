// Frames JSON-RPC messages with their `Content-Length` header, and takes a stream of bytes apart again.

/** One message as bytes, ready to be written. */
export function encodeMessage(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message), "utf8");
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, "ascii"), body]);
}

/** Collects chunks and hands over every whole message; `add` throws on bytes that are no frame. */
export class MessageReader {
  readonly #onMessage: (message: unknown) => void;
  #chunks: Buffer[] = [];
  #size = 0;
  #needed = 0; // bytes before it is worth looking again

  constructor(onMessage: (message: unknown) => void) {
    this.#onMessage = onMessage;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size > 0 && this.#size >= this.#needed) {
      const bytes = this.#join();
      const header = bytes.indexOf("\r\n\r\n");
      if (header < 0) {
        if (bytes.length > 4096) throw new Error(`no header in ${JSON.stringify(bytes.toString("utf8", 0, 200))}`);
        this.#needed = this.#size + 1;
        return;
      }
      const length = Number(/^Content-Length: *(\d+)/im.exec(bytes.toString("ascii", 0, header))?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) throw new Error(`no length in ${JSON.stringify(bytes.toString("utf8", 0, 200))}`);
      const end = header + 4 + length;
      this.#needed = end;
      if (bytes.length < end) return;
      this.#chunks = [bytes.subarray(end)];
      this.#size = bytes.length - end;
      this.#needed = 0;
      this.#onMessage(JSON.parse(bytes.toString("utf8", header + 4, end)));
    }
  }

  #join(): Buffer {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }
}
