/** `contacts`: list, search, get; `ContactFind` finds, `ContactWrite` creates and changes where that is enabled. Source: huechat.md, "Contacts". */
import type { Contact } from "@dragoman/core/domain"
import {
  type ContactListQuery,
  failedListing,
  type Listing,
  mapPages,
  type SupportedOperations
} from "@dragoman/core/provider"
import { Effect } from "effect"
import type { capabilities } from "../HueChatCapabilities.ts"
import { invalid, unsupported } from "../HueChatErrors.ts"
import { shortestSearch } from "./ContactFind.ts"
import { contactRow, contactRows, searchRows, toEntity } from "./ContactRows.ts"
import { contactWrites } from "./ContactWrite.ts"
import { type HueChatAccount, wholeSecond } from "./HueChatAccount.ts"

export const contactOperations = (account: HueChatAccount): SupportedOperations<typeof capabilities>["contacts"] => {
  const list = ({ channelId, updatedSince }: ContactListQuery = {}): Listing<Contact> =>
    mapPages(contactRows(account), (rows) => {
      if (channelId !== undefined && rows.some((row) => !Array.isArray(row.contact_inboxes))) {
        return Effect.fail(
          unsupported("this account's contacts do not tell their inboxes: list the channel's conversations instead")
        )
      }
      return Effect.succeed(rows.map(toEntity).filter(matches({ channelId, updatedSince })))
    })

  const search = (text: string): Listing<Contact> =>
    text.trim().length < shortestSearch
      ? failedListing(invalid({ field: "text", message: `must have at least ${shortestSearch} characters` }))
      : mapPages(searchRows(account, text), (rows) => Effect.succeed(rows.map(toEntity)))

  return {
    list,
    get: (id) => Effect.map(contactRow(account, id), toEntity),
    search,
    ...contactWrites(account)
  }
}

/** A contact tells when it was active and when it was made, not when it was changed. */
const matches = ({
  channelId,
  updatedSince
}: {
  readonly channelId: ContactListQuery["channelId"] | undefined
  readonly updatedSince: ContactListQuery["updatedSince"] | undefined
}) => {
  const since = updatedSince === undefined ? undefined : wholeSecond(updatedSince)
  return ({ createdAt, identities, lastActivityAt, updatedAt }: Contact): boolean =>
    (channelId === undefined || identities?.some((identity) => identity.channelId === channelId) === true) &&
    (since === undefined || [updatedAt, lastActivityAt, createdAt].some((at) => at !== undefined && at >= since))
}
