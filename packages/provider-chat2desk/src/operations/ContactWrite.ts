/**
 * Creating contacts, changing them, and upsert. A client is made by its address; everything else is written after that, and one that exists is
 * refused with the id it has, which settles races. Replies tell too little, so that what was written is read back.
 */
import type { Contact, ContactId, ContactInput, ContactPatch } from "@dragoman/core/domain"
import { type ContactKey, InvalidRequest, type ProviderError } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import { invalid, refuse } from "../Chat2DeskErrors.ts"
import { fromIdentity } from "../mapping/ClientAddress.ts"
import { contactDifference, contactIssues, fromContactPatch } from "../mapping/ContactFields.ts"
import { toContactId } from "../mapping/Ids.ts"
import { type Chat2DeskAccount, toNumber } from "./Chat2DeskAccount.ts"
import { placeOf } from "./ContactPlace.ts"
import { findContact, getContact } from "./ContactRows.ts"

type AddTags = (id: ContactId, tags: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<string>, ProviderError>

/** What writing needs besides the account. */
interface Writing {
  readonly account: Chat2DeskAccount
  readonly addTags: AddTags
}

export const contactWrites = (account: Chat2DeskAccount, addTags: AddTags) => {
  const writing: Writing = { account, addTags }
  return {
    find: findContact(account),
    create: (input: ContactInput) => createContact(writing, input),
    update: (id: ContactId, patch: ContactPatch) => updateContact(account, id, patch),
    upsert: (by: ContactKey, input: ContactInput) => upsertContact(writing, by, input)
  }
}

const createContact = Effect.fnUntraced(function* (
  writing: Writing,
  input: ContactInput
): Effect.fn.Return<Contact, ProviderError> {
  const { account } = writing
  yield* refuseUnwritable(account, input)
  const { channelId, phone, transport } = yield* placeOf(account, input)
  const assigned = input.phone !== undefined && fromIdentity({ channelType: "sms", address: input.phone }) !== phone
  const query = present({
    phone,
    transport,
    channel_id: Number(channelId),
    nickname: input.name,
    assigned_phone: assigned ? input.phone : undefined
  })
  const { data } = yield* account.client.clients.create({ query })
  return yield* completed(writing, toContactId(data.id), input)
})

/** The rest of a contact that was just made. */
const completed = (
  { account, addTags }: Writing,
  id: ContactId,
  { attributes, blocked, externalId, tags = [] }: ContactInput
) =>
  Effect.gen(function* () {
    yield* write(account, id, present({ attributes, externalId, blocked: blocked === true ? true : undefined }))
    if (tags.length > 0) yield* addTags(id, tags)
    return yield* getContact(account, id, tags.length > 0 ? { with: ["tags"] } : {})
  }).pipe(partly(id))

const updateContact = Effect.fnUntraced(function* (
  account: Chat2DeskAccount,
  id: ContactId,
  patch: ContactPatch
): Effect.fn.Return<Contact, ProviderError> {
  yield* refuseUnwritable(account, patch)
  const before = patch.email === undefined && patch.attributes !== null ? undefined : yield* getContact(account, id)
  if (patch.email !== undefined && patch.email?.toLowerCase() !== before?.email?.toLowerCase()) {
    return yield* invalid({ field: "email", message: "is the client's address, which cannot be changed" })
  }
  const attributes = patch.attributes === null ? cleared(before) : patch.attributes
  const written = yield* write(account, id, present({ ...patch, attributes }))
  return yield* Effect.mapError(getContact(account, id), (error) =>
    written ? error.with({ applied: "yes", progress: { contactId: id } }) : error
  )
})

const upsertContact = Effect.fnUntraced(function* (writing: Writing, by: ContactKey, input: ContactInput) {
  const existing = yield* findContact(writing.account)(by)
  if (Option.isSome(existing)) {
    return { contact: yield* bringUp(writing, existing.value, input), created: false }
  }
  return yield* createContact(writing, withKey(by, input)).pipe(
    Effect.map((contact) => ({ contact, created: true })),
    // Somebody made it in between, or it has another key than the one that was looked for: now its id is known.
    Effect.catchReason("ProviderError", "Conflict", ({ existingId }, error) =>
      existingId === undefined
        ? Effect.fail(error)
        : atThatAddress(writing, existingId as ContactId, withKey(by, input))
    )
  )
})

/** The vendor itself says that the contact is at the address of the input. */
const atThatAddress = Effect.fnUntraced(function* (
  writing: Writing,
  id: ContactId,
  { identities: _, ...input }: ContactInput
) {
  return { contact: yield* bringUp(writing, yield* getContact(writing.account, id), input), created: false }
})

/** Brings a contact up to an input, writing only what differs. */
const bringUp = Effect.fnUntraced(function* ({ account, addTags }: Writing, found: Contact, input: ContactInput) {
  const other =
    input.identities?.findIndex((identity) => withoutWord(fromIdentity(identity)) !== addressOf(found)) ?? -1
  if (other >= 0) {
    const message = `contact ${found.id} is at another address, and a Chat2Desk client has one`
    return yield* invalid({ field: `identities.${other}`, message })
  }
  const difference = contactDifference(input, found)
  const contact = Object.keys(difference).length === 0 ? found : yield* updateContact(account, found.id, difference)
  const { tags = [] } = input
  if (tags.length === 0) return contact
  yield* addTags(found.id, tags).pipe(contact === found ? (self) => self : partly(found.id))
  return yield* getContact(account, found.id, { with: ["tags"] }).pipe(partly(found.id))
})

/** Before anything is written it must be known that all of it can be. */
const refuseUnwritable = Effect.fnUntraced(function* (account: Chat2DeskAccount, patch: ContactPatch) {
  const issues = contactIssues(patch, yield* account.fields)
  if (issues.length > 0) return yield* refuse(new InvalidRequest({ issues }))
})

/** Whether there was anything to write. */
const write = Effect.fnUntraced(function* (account: Chat2DeskAccount, id: ContactId, patch: ContactPatch) {
  const payload = fromContactPatch(patch, yield* account.fields)
  if (Object.keys(payload).length === 0) return false
  yield* account.client.clients.update({ params: { id: yield* toNumber(id, "id") }, payload })
  return true
})

/** Every attribute that the contact has, taken away. */
const cleared = (contact: Contact | undefined) =>
  Object.fromEntries(Object.keys(contact?.attributes ?? {}).map((name) => [name, null]))

/** The client's `phone`, whatever kind of address it is. */
const addressOf = ({ raw }: Contact): string =>
  withoutWord(String((Object(raw) as { readonly phone?: unknown }).phone ?? ""))

/** The vendor puts its word for the messenger before an address: `[id] 77` was created as `77`. */
const withoutWord = (phone: string): string => phone.replace(/^\[[^\]]*\]\s*/, "")

/** A new contact must have what it will be looked for by. */
const withKey = (by: ContactKey, input: ContactInput): ContactInput => {
  if (!("address" in by)) return { ...input, ...by }
  const identities = input.identities ?? []
  const isNamed = identities.some((one) => one.channelType === by.channelType && fromIdentity(one) === fromIdentity(by))
  return isNamed ? input : { ...input, identities: [by, ...identities] }
}

/** What comes after a write that was done fails as a part of it. */
const partly =
  (contactId: ContactId) =>
  <A>(effect: Effect.Effect<A, ProviderError>): Effect.Effect<A, ProviderError> =>
    Effect.mapError(effect, (error) => error.with({ applied: "partly", progress: { contactId } }))
