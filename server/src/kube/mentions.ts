// All names of objects and of their parts that a document declares or refers to.

import { groupBy } from "../base/group.ts";
import { memo } from "../base/memo.ts";
import { keyOf } from "./name.ts";
import { Mentioning, type Mention, type Mentions } from "./mention.ts";
import { mentionObjects } from "./object-mentions.ts";
import { mentionPods } from "./pod-mentions.ts";
import { mentionPorts } from "./port-mentions.ts";
import { resourcesOf } from "./resource.ts";
import type { YamlDocument } from "../yaml/tree.ts";

export const mentionsOf: (document: YamlDocument) => Mentions = memo((document) => {
  const found = new Mentioning(document.text);
  for (const resource of resourcesOf(document)) {
    mentionPods(found, resource);
    mentionPorts(found, resource);
    mentionObjects(found, resource);
  }
  return indexed(found.mentions);
});

export function indexed(list: readonly Mention[]): Mentions {
  return { list, byKey: groupBy(list, ({ name }) => keyOf(name)) };
}
