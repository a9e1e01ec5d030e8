/** Small steps that many cases share: somebody writes, the suite answers, the server is asked what it has. */
import type { ConversationId } from "@dragoman/core/domain"
import { Outbound } from "@dragoman/core/domain"
import type { SendInput } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { Setting } from "./Suite.ts"

/** A new contact with a conversation of one message, where nothing of another case can be. */
export const newcomer = ({ unique, world }: Setting) =>
  world.receive({ email: `${unique}@example.com`, text: `Hello from ${unique}` })

export const emailOf = ({ unique }: Setting, name = "other"): string => `${unique}.${name}@example.com`

export const sendText = (
  { provider }: Setting,
  conversationId: ConversationId,
  text: string,
  more: Partial<SendInput> = {}
) => provider.messages.send({ to: { conversationId }, content: [Outbound.text(text)], ...more })

/** How many messages of the conversation say exactly this, as the server has it. */
export const timesSaid = ({ world }: Setting, conversationId: string, text: string) =>
  Effect.map(world.messages(conversationId), (messages) => messages.filter((message) => message.text === text).length)
