/** A snapshot is what one report tells of an entity: its fields, all optional but the id. Events carry snapshots. */
import { Schema, Struct } from "effect"
import { Contact } from "./Contact.ts"
import { Conversation } from "./Conversation.ts"
import { Message } from "./Message.ts"

export class ContactSnapshot extends Schema.Opaque<ContactSnapshot>()(
  Contact.mapFields(Struct.omit(["id", "raw"]))
    .mapFields(Struct.map(Schema.optionalKey))
    .pipe(Schema.fieldsAssign({ id: Contact.fields.id }))
) {}

export class ConversationSnapshot extends Schema.Opaque<ConversationSnapshot>()(
  Conversation.mapFields(Struct.omit(["id", "raw"]))
    .mapFields(Struct.map(Schema.optionalKey))
    .pipe(Schema.fieldsAssign({ id: Conversation.fields.id }))
) {}

export class MessageSnapshot extends Schema.Opaque<MessageSnapshot>()(
  Message.mapFields(Struct.omit(["id", "raw"]))
    .mapFields(Struct.map(Schema.optionalKey))
    .pipe(Schema.fieldsAssign({ id: Message.fields.id }))
) {}
