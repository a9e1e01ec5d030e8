/** The agent and the team, as conversations, tickets and deals name them. There is no endpoint that lists either. */
import { Schema } from "effect"
import { Id, maybe, openEnum } from "../Wire.ts"

/** A user of the account. */
export class Agent extends Schema.Opaque<Agent>()(
  Schema.Struct({
    id: Id,
    name: maybe(Schema.String),
    email: maybe(Schema.String),
    availability_status: maybe(openEnum(["online", "offline", "busy"]))
  })
) {}

/** A team of agents. */
export class Team extends Schema.Opaque<Team>()(Schema.Struct({ id: Id, name: maybe(Schema.String) })) {}
