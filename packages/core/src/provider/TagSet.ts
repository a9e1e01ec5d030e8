/** Tags at vendors that read and replace the whole set: adding and removing are a read and a write. */
import { Effect } from "effect"
import type { ProviderError } from "./ProviderError.ts"

type Tags = Effect.Effect<ReadonlyArray<string>, ProviderError>

/** How one kind of thing reads and replaces its tags. */
export interface TagSet<Id> {
  readonly read: (id: Id) => Tags
  readonly replace: (id: Id, tags: ReadonlyArray<string>) => Tags
  /** What goes around each change, such as one after the other. A change that another program makes between read and write is lost all the same. */
  readonly around?: (id: Id, change: Tags) => Tags
}

/** The three tag operations. Nothing is written when nothing would change. */
export const tagSetOperations = <Id>({ read, replace, around = (_, change) => change }: TagSet<Id>) => {
  const change = (id: Id, edit: (tags: ReadonlyArray<string>) => ReadonlyArray<string>) =>
    around(
      id,
      Effect.flatMap(read(id), (before) => {
        const after = edit(before)
        const isSame = after.length === before.length && after.every((tag) => before.includes(tag))
        return isSame ? Effect.succeed(before) : replace(id, after)
      })
    )
  return {
    addTags: (id: Id, tags: ReadonlyArray<string>) => change(id, (before) => [...new Set([...before, ...tags])]),
    removeTags: (id: Id, tags: ReadonlyArray<string>) =>
      change(id, (before) => before.filter((tag) => !tags.includes(tag))),
    setTags: (id: Id, tags: ReadonlyArray<string>) => around(id, replace(id, [...new Set(tags)]))
  }
}
