/**
 * The catalog: every vendor that the command line knows. The only file that names them all; a fifth one is one more entry, described in a
 * file of its own in `providers/`.
 */
import type { ProviderEntry } from "./ProviderEntry.ts"
import { chat2desk } from "./providers/Chat2Desk.ts"
import { chatwoot } from "./providers/Chatwoot.ts"
import { huechat } from "./providers/HueChat.ts"
import { omnichat } from "./providers/Omnichat.ts"

/** The vendors by name. */
export const providers: Readonly<Record<string, ProviderEntry>> = { huechat, chatwoot, omnichat, chat2desk }

/** Their names, for flags and messages. */
export const providerNames: ReadonlyArray<string> = Object.keys(providers)
