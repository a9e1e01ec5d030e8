/** `contacts`: clients. `ContactRows` reads them, `ContactWrite` creates and changes them. Source: "Clients". */
import type { ContactId } from "@dragoman/core/domain"
import type { SupportedOperations } from "@dragoman/core/provider"
import { Effect } from "effect"
import type { capabilities } from "../Chat2DeskCapabilities.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { getContact, listContacts, readClient } from "./ContactRows.ts"
import { contactWrites } from "./ContactWrite.ts"
import { tagOperations } from "./Tags.ts"

export const contactOperations = (account: Chat2DeskAccount): SupportedOperations<typeof capabilities>["contacts"] => {
  const tags = tagOperations(
    account,
    Effect.fnUntraced(function* (id: ContactId) {
      const row = yield* readClient(account, id)
      return { type: "client" as const, id: yield* toNumber(id, "id"), tags: row.tags }
    })
  )
  return {
    list: (query) => listContacts(account, query),
    get: (id, options) => getContact(account, id, options),
    ...contactWrites(account, tags.addTags),
    setBlocked: Effect.fnUntraced(function* (id, blocked) {
      const params = { id: yield* toNumber(id, "id") }
      yield* account.client.clients.update({ params, payload: { ban_status: blocked ? 1 : 0 } })
    }),
    ...tags
  }
}
