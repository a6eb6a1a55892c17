// Reads a rule's page: prose for the user, and scenarios for the test, one a section.

/** A fenced block, by its place in the page so that it can be rewritten. */
export interface Block {
  /** `yaml`, `json` … */
  readonly language: string;
  /** `fixed`, `policy`, `options`, `context`, or "" for a file. */
  readonly role: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** Offsets of the text in the page. */
  readonly start: number;
  readonly end: number;
}

/** A `##` or `###` section that holds blocks. */
export interface Scenario {
  /** `Flagged`, `Allowed` or `Cases`. */
  readonly section: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly text: string;
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

export function readPage(text: string): Page {
  const title = /^# (.*)$/m.exec(text)?.[1] ?? "";
  const scenarios: Scenario[] = [];
  let section = "";
  let current: { section: string; title: string; blocks: Block[] } | undefined;
  const pattern = /^(#{2,3}) (.*)$|^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;
  for (const match of text.matchAll(pattern)) {
    const [whole, hashes, heading, language, info, body] = match;
    if (hashes !== undefined) {
      if (hashes.length === 2) section = heading!;
      current = { section, title: hashes.length === 2 ? heading! : `${section} / ${heading!}`, blocks: [] };
      scenarios.push(current);
    } else if (current) {
      const start = match.index + whole.indexOf("\n") + 1;
      current.blocks.push({ language: language!, ...readFence(info!), text: body!, start, end: start + body!.length });
    }
  }
  return { text, title, scenarios: scenarios.filter(({ blocks }) => blocks.length > 0) };
}

/** `fixed fix="Set \`x\`" file=a.yaml` → role and attributes. */
function readFence(fence: string): { role: string; attributes: ReadonlyMap<string, string> } {
  const attributes = new Map<string, string>();
  let role = "";
  for (const [, key, quoted, bare] of fence.matchAll(/([\w-]+)(?:="([^"]*)"|=(\S+))?/g)) {
    const value = quoted ?? bare;
    if (value === undefined) role = key!;
    else attributes.set(key!, value);
  }
  return { role, attributes };
}
