/**
 * Rooms: who follows up a contact's conversation, and its end. Vendor's section "Rooms", and its newer guide (omnichat-wire A1.2,
 * A1.3).
 *
 * Assignments name a conversation by platform, channel and user and an agent by e-mail, phone or employee code; what belongs to the
 * third-party AI agent names it by the `roomId` of that agent's webhook. Errors read `OCE::<category>::<text>`.
 */
import { done } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perTeam } from "./Limits.ts"
import { Id, optional } from "./Wire.ts"

/** Whose conversation: `userId` is their phone number on WhatsApp, `bsuid` names who has none. */
const room = {
  platform: Schema.Literals(["line", "whatsapp"]),
  channelId: Id,
  userId: optional(Id),
  bsuid: optional(Id)
}

/** Which agent: one of the three is enough. */
const agent = {
  agentEmail: optional(Schema.String),
  agentPhone: optional(Schema.String),
  agentEmployeeCode: optional(Schema.String)
}

/** With an employee code, the shop is needed too. */
const agentOfShop = { ...agent, agentShopLocationCode: optional(Schema.String) }

type Fields = { readonly [Name in string]?: string | null }

const said = (text: string | null | undefined): boolean => text !== undefined && text !== null && text !== ""

const namesUser = Schema.makeFilter(
  ({ userId, bsuid }: Fields) =>
    said(userId) || said(bsuid) ? undefined : { path: ["userId"], issue: "is required, or bsuid in its place" },
  { expected: "userId or bsuid" }
)

const namesAgent = Schema.makeFilter(
  ({ agentEmail, agentPhone, agentEmployeeCode }: Fields) =>
    said(agentEmail) || said(agentPhone) || said(agentEmployeeCode)
      ? undefined
      : { path: ["agentEmail"], issue: "is required, or agentPhone or agentEmployeeCode in its place" },
  { expected: "agentEmail, agentPhone or agentEmployeeCode" }
)

const namesShop = Schema.makeFilter(
  ({ agentEmployeeCode, agentShopLocationCode }: Fields) =>
    said(agentEmployeeCode) && !said(agentShopLocationCode)
      ? { path: ["agentShopLocationCode"], issue: "is required when agentEmployeeCode is provided" }
      : undefined,
  { expected: "agentShopLocationCode beside agentEmployeeCode" }
)

/** The body of an assignment. */
export const AgentAssignment = Schema.Struct({ ...room, ...agentOfShop }).check(namesUser, namesAgent, namesShop)

/** The body that takes a collaborator away. */
export const CollaboratorUnassignment = Schema.Struct({ ...room, ...agent }).check(namesUser, namesAgent)

/** The body that takes the agent away. */
export const AgentUnassignment = Schema.Struct(room).check(namesUser)

/** A room as the third-party AI agent's webhook names it. */
export const AgentRoom = Schema.Struct({ roomId: Id, team: Id })

/** `client.rooms` */
export class Rooms extends HttpApiGroup.make("rooms")
  .add(
    /** In a collaboration room an agent who is not in customer service must be a collaborator first. */
    HttpApiEndpoint.post("assignAgent", "/v1/rooms/assign-agent", { payload: AgentAssignment, success: done }),
    HttpApiEndpoint.post("assignCollaborator", "/v1/rooms/assign-collaborator", {
      payload: AgentAssignment,
      success: done
    }),
    /** For OMO teams only. */
    HttpApiEndpoint.post("unassignAgent", "/v1/rooms/unassign-agent", { payload: AgentUnassignment, success: done }),
    HttpApiEndpoint.post("unassignCollaborator", "/v1/rooms/unassign-collaborator", {
      payload: CollaboratorUnassignment,
      success: done
    }),
    /** The AI agent hands over; `NOT_ALLOWED_ASSIGN_TO_HUMAN` where it does not have the room. */
    HttpApiEndpoint.post("toHumanAgent", "/v1/rooms/to-human-agent", { payload: AgentRoom, success: done }),
    HttpApiEndpoint.post("close", "/v1/rooms/close", { payload: AgentRoom, success: done })
  )
  .annotateMerge(perTeam) {}
