/** What an account has besides its conversations: the people, groups, labels, fields and templates that conversations refer to. */
import { Schema } from "effect"
import { AgentId, Raw, TeamId } from "./Scalars.ts"

/** A person of the business who answers. */
export class Agent extends Schema.Opaque<Agent>()(
  Schema.Struct({
    id: AgentId,
    name: Schema.optionalKey(Schema.String),
    email: Schema.optionalKey(Schema.String),
    availability: Schema.optionalKey(Schema.Literals(["online", "busy", "offline"])),
    raw: Raw
  })
) {}

export class Team extends Schema.Opaque<Team>()(
  Schema.Struct({
    id: TeamId,
    name: Schema.optionalKey(Schema.String),
    email: Schema.optionalKey(Schema.String),
    raw: Raw
  })
) {}

export class Tag extends Schema.Opaque<Tag>()(
  Schema.Struct({
    id: Schema.optionalKey(Schema.String),
    name: Schema.String,
    description: Schema.optionalKey(Schema.String),
    /** As the vendor writes it, usually `#rrggbb`. */
    color: Schema.optionalKey(Schema.String),
    group: Schema.optionalKey(Schema.String),
    raw: Raw
  })
) {}

/** A custom field that the account defined. `key` is the name under which values stand in `attributes`. */
export class AttributeDefinition extends Schema.Opaque<AttributeDefinition>()(
  Schema.Struct({
    id: Schema.optionalKey(Schema.String),
    key: Schema.String,
    name: Schema.optionalKey(Schema.String),
    description: Schema.optionalKey(Schema.String),
    appliesTo: Schema.Literals(["contact", "conversation", "other"]),
    valueType: Schema.Literals(["text", "number", "boolean", "date", "list", "link", "other"]),
    /** The values allowed, where it is a list. */
    values: Schema.optionalKey(Schema.Array(Schema.String)),
    raw: Raw
  })
) {}

/** A message template as the channel approved it. */
export class Template extends Schema.Opaque<Template>()(
  Schema.Struct({
    id: Schema.optionalKey(Schema.String),
    name: Schema.String,
    language: Schema.optionalKey(Schema.String),
    status: Schema.optionalKey(Schema.String),
    category: Schema.optionalKey(Schema.String),
    channelId: Schema.optionalKey(Schema.String),
    components: Schema.Array(Schema.Unknown),
    raw: Raw
  })
) {}

/** The account that the credentials belong to. */
export class Account extends Schema.Opaque<Account>()(
  Schema.Struct({
    id: Schema.optionalKey(Schema.String),
    name: Schema.optionalKey(Schema.String),
    /** What the credentials may do, in the vendor's words: a role, scopes. */
    role: Schema.optionalKey(Schema.String),
    /** The vendor's software version, where it tells it. */
    version: Schema.optionalKey(Schema.String),
    raw: Raw
  })
) {}
