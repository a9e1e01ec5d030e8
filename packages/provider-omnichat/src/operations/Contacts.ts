/** `contacts`: `ContactRows` reads them, `ContactWrite` changes them. Source: omnichat.md, "Contacts", "Customers"; omnichat-wire A1.5. */
import type { ContactId } from "@dragoman/core/domain"
import type { ContactKey, SupportedOperations } from "@dragoman/core/provider"
import { Effect, Option } from "effect"
import type { capabilities } from "../OmnichatCapabilities.ts"
import { notFound } from "../OmnichatErrors.ts"
import { contactAt, findContact, listContacts, toEntity } from "./ContactRows.ts"
import { contactWrites } from "./ContactWrite.ts"
import { addressOf, type OmnichatAccount } from "./OmnichatAccount.ts"

export const contactOperations = (account: OmnichatAccount): SupportedOperations<typeof capabilities>["contacts"] => ({
  list: listContacts(account),
  get: Effect.fnUntraced(function* (id: ContactId) {
    const row = yield* contactAt(account, yield* addressOf(id, "id"))
    return row === undefined ? yield* notFound("no such contact") : toEntity(row)
  }),
  find: (by: ContactKey) =>
    Effect.map(findContact(account, by), (row) => Option.map(Option.fromUndefinedOr(row), toEntity)),
  ...contactWrites(account)
})
