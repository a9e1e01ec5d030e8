/** Tags are made, given and taken. A tag that is there already, or gone already, changes nothing. */
import type { ClientRow, RequestRow, TagRow } from "../Records.ts"
import { toNamedTag, toTag } from "../render/Tag.ts"
import type { Simulation } from "../Simulation.ts"

export const insertTag = (simulation: Simulation, fields: Omit<TagRow, "id">): TagRow => {
  const tag = simulation.state.tags.insert((id) => ({ id, ...fields }))
  simulation.publish({ event: "new_tag", channelId: null, body: toTag(simulation.state, tag) })
  return tag
}

/** `channel_id` and `transport` are those where the client was seen last. */
export const tagClient = (simulation: Simulation, client: ClientRow, tag: TagRow): void => {
  if (client.tagIds.has(tag.id)) return
  client.tagIds.add(tag.id)
  const { channelId = null, transport = null } = client.addresses.at(-1) ?? {}
  simulation.publish({
    event: "add_tag_to_client",
    channelId,
    body: {
      ...toNamedTag(simulation.state, tag),
      client_id: client.id,
      channel_id: channelId,
      transport,
      all_client_channels: [...new Set(client.addresses.map((address) => address.channelId))]
    }
  })
}

export const untagClient = (simulation: Simulation, client: ClientRow, tag: TagRow): void => {
  if (!client.tagIds.delete(tag.id)) return
  const body = { ...toNamedTag(simulation.state, tag), client_id: client.id }
  simulation.publish({ event: "delete_tag_from_client", channelId: null, body })
}

export const tagRequest = (simulation: Simulation, request: RequestRow, tag: TagRow): void => {
  if (request.tagIds.has(tag.id)) return
  request.tagIds.add(tag.id)
  simulation.publish({
    event: "add_tag_to_request",
    channelId: request.channelId,
    body: {
      ...toNamedTag(simulation.state, tag),
      client_id: request.clientId,
      request_id: request.id,
      channel_id: request.channelId,
      transport: request.transport
    }
  })
}

export const untagRequest = (simulation: Simulation, request: RequestRow, tag: TagRow): void => {
  if (!request.tagIds.delete(tag.id)) return
  const body = { ...toNamedTag(simulation.state, tag), request_id: request.id }
  simulation.publish({ event: "delete_tag_from_request", channelId: request.channelId, body })
}
