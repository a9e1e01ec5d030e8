/** Tags: in lists, and in the events that give or take them, where they are called `name` and not `label`. */
import type { TagRow } from "../Records.ts"
import type { State } from "../State.ts"

export const toTag = (state: State, tag: TagRow) => ({
  id: tag.id,
  label: tag.label,
  description: tag.description,
  ...groupOf(state, tag)
})

export const toNamedTag = (state: State, tag: TagRow) => ({
  id: tag.id,
  name: tag.label,
  description: tag.description,
  ...groupOf(state, tag)
})

const groupOf = (state: State, { groupId }: TagRow) => ({
  group_id: groupId,
  group_name: state.tagGroups.need(groupId).name
})
