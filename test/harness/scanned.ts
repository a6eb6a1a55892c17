// What a text holds, read apart from the tree.

import { parseDocument } from "../../server/src/yaml/parse.ts";
import { splitDocuments } from "../../server/src/yaml/split.ts";

export const scanned = {
  /** The comments on lines of their own, as written; one behind a value may go with its value. */
  ownComments(text: string): string[] {
    return splitDocuments(text).flatMap(({ start, end }) => {
      const { comments, text: document } = parseDocument(text.slice(start, end));
      return comments.filter(({ ownLine }) => ownLine).map((comment) => document.slice(comment.start, comment.end));
    });
  },
};
