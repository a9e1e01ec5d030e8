/** Labels of contacts and conversations: Chatwoot reads and replaces the whole set, everything else is made of these two. */
import type { ProviderError } from "@dragoman/core/provider"
import { Effect } from "effect"

/** How one kind of thing reads and replaces its labels. */
export interface LabelSet<Id> {
  readonly read: (id: Id) => Effect.Effect<ReadonlyArray<string>, ProviderError>
  readonly replace: (id: Id, labels: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, ProviderError>
}

/** The three tag operations. Nothing is written when nothing would change. */
export const tagOperations = <Id>({ read, replace }: LabelSet<Id>) => {
  const change = (id: Id, edit: (labels: ReadonlyArray<string>) => ReadonlyArray<string>) =>
    Effect.flatMap(read(id), (before) => {
      const after = edit(before)
      return after.length === before.length && after.every((label) => before.includes(label))
        ? Effect.succeed(before)
        : replace(id, after)
    })
  return {
    addTags: (id: Id, tags: ReadonlyArray<string>) => change(id, (labels) => [...new Set([...labels, ...tags])]),
    removeTags: (id: Id, tags: ReadonlyArray<string>) =>
      change(id, (labels) => labels.filter((label) => !tags.includes(label))),
    setTags: (id: Id, tags: ReadonlyArray<string>) => replace(id, [...new Set(tags)])
  }
}
