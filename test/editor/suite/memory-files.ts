// A file system that is on no disk, as extensions for remote repositories bring along.

import {
  EventEmitter,
  FileSystemError,
  FileType,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
  type Uri,
} from "vscode";

/** Read-only files by path, all in one folder. */
export class MemoryFiles implements FileSystemProvider {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  }

  stat(uri: Uri): FileStat {
    const size = this.#files.get(uri.path)?.length;
    if (size === undefined && !this.#isFolder(uri.path)) throw FileSystemError.FileNotFound(uri);
    return { type: size === undefined ? FileType.Directory : FileType.File, ctime: 0, mtime: 0, size: size ?? 0 };
  }

  readFile(uri: Uri): Uint8Array {
    const content = this.#files.get(uri.path);
    if (!content) throw FileSystemError.FileNotFound(uri);
    return content;
  }

  readDirectory(uri: Uri): [string, FileType][] {
    if (!this.#isFolder(uri.path)) throw FileSystemError.FileNotFound(uri);
    return [...this.#files.keys()].map((path) => [path.slice(path.lastIndexOf("/") + 1), FileType.File]);
  }

  watch(): { dispose(): void } {
    return { dispose: () => undefined };
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  #isFolder(path: string): boolean {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    return [...this.#files.keys()].some((file) => file.startsWith(prefix));
  }
}
