// Container image references, read by the grammar of the distribution project.

import type { YamlScalar } from "../yaml/tree.ts";

export interface ImageReference {
  readonly text: string;
  /** Host and port; `docker.io` where none is written. */
  readonly registry: string;
  /** The path in the registry; docker.io's own images are written out as `library/…`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…`. It decides what runs, whatever the tag says. */
  readonly digest: string | undefined;
  /** A digest, or a tag other than `latest`. */
  readonly isPinned: boolean;
  /** Registry, repository, then what is written of tag and digest: two spellings of one image are equal here. */
  readonly normalized: string;
}

/** The image of a container, standing on its `image` value. */
export interface Image extends ImageReference {
  readonly node: YamlScalar;
}

/** Undefined where no runtime could pull the text: an empty tag, an upper-case repository, a digest of the wrong length. */
export function parseImage(text: string): ImageReference | undefined {
  const match = text.length <= longest ? grammar.exec(text) : null;
  if (!match) return undefined;
  const [, name = "", tag, digest] = match;
  if (digest !== undefined && !isDigest(digest)) return undefined;
  const [registry, path] = splitRegistry(name);
  if (!host.test(registry) || !repositoryPath.test(path) || path.length > 255) return undefined;
  if (hexadecimal.test(name)) return undefined;
  const repository = registry === hub && !path.includes("/") ? `library/${path}` : path;
  return {
    text,
    registry,
    repository,
    tag,
    digest,
    isPinned: digest !== undefined || (tag !== undefined && tag !== "latest"),
    normalized: `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`,
  };
}

const hub = "docker.io";
const longest = 1024;
/** The name is all up to a tag in the last segment or a digest; a port is followed by a `/`, so it is never read as a tag. */
const grammar = /^([^@]*?)(?::(\w[\w.-]{0,127}))?(?:@([^@]+))?$/;
const host =
  /^(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?$/;
const repositoryPath = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
/** Docker reads a bare identifier of this form as an image id. */
const hexadecimal = /^[0-9a-f]{64}$/;
const digestLengths: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/** The first segment is a registry only if it looks like a host: a dot, a port, or `localhost`. */
function splitRegistry(name: string): readonly [registry: string, path: string] {
  const slash = name.indexOf("/");
  const first = name.slice(0, slash);
  if (slash < 0 || !(/[.:]/.test(first) || first === "localhost")) return [hub, name];
  return [first === "index.docker.io" ? hub : first, name.slice(slash + 1)];
}

/** Registered algorithms have a fixed length and lower-case digits; others at least 32 digits. */
function isDigest(text: string): boolean {
  const [algorithm = "", digits = ""] = text.split(":");
  if (text.split(":").length !== 2) return false;
  const length = digestLengths.get(algorithm);
  if (length !== undefined) return digits.length === length && /^[0-9a-f]+$/.test(digits);
  return /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*$/.test(algorithm) && /^[0-9a-fA-F]{32,}$/.test(digits);
}
