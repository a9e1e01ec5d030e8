/**
 * Creating contacts, changing them, and upsert. An identity is a session in an inbox; e-mail, phone and identifier are unique in the
 * account (422). A `source_id` of somebody else answers 500, so that its owner is looked for before that is called a failure of the server.
 */
import type { Contact, ContactId, ContactInput, ContactPatch, Identity } from "@dragoman/core/domain"
import { Conflict, type ContactKey, type ProviderError, type TagSet, tagSetOperations } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import { invalid, unsupported } from "../ChatwootErrors.ts"
import { toContact, toIdentities } from "../mapping/Contact.ts"
import { contactDifference, fromContactInput, fromContactPatch } from "../mapping/ContactFields.ts"
import { type ChatwootAccount, toNumber, withRaw } from "./ChatwootAccount.ts"
import { type ContactAddress, findContact, toReachable } from "./ContactFind.ts"

/** A session as requests name it. */
interface Session {
  readonly inbox_id: number
  readonly source_id: string
}

export const contactWrites = (account: ChatwootAccount, labels: TagSet<ContactId>) => {
  const { client } = account
  const params = { account_id: account.accountId }
  const one = (id: ContactId) => Effect.map(toNumber(id, "id"), (number) => ({ ...params, id: number }))
  const find = findContact(account)

  const create = Effect.fnUntraced(function* (input: ContactInput) {
    const [first, ...further] = yield* Effect.forEach(input.identities ?? [], toSession)
    const { payload } = yield* Effect.catch(
      client.contacts.create({ params, payload: { ...fromContactInput(input), ...first } }),
      (error) => Effect.flatMap(withOwner(error, input), Effect.fail)
    )
    const contact = withRaw(toContact(payload.contact), payload.contact)
    const { tags: names = [] } = input
    const tagged = names.length === 0 ? Effect.undefined : labels.replace(contact.id, names)
    return yield* completed(contact, further, tagged).pipe(partly(contact.id))
  })

  /** The error, with the contact that is in the way, if it can be found. */
  const withOwner = Effect.fnUntraced(function* (error: ProviderError, input: ContactInput) {
    const { fields, keys } = collisions(error, input)
    for (const key of keys) {
      const owner = yield* Effect.catch(find(key), () => Effect.succeed(Option.none<Contact>()))
      if (Option.isSome(owner)) return error.with({ reason: new Conflict({ fields, existingId: owner.value.id }) })
    }
    return error
  })

  /** The contact with further sessions and tags. */
  const completed = Effect.fnUntraced(function* (
    contact: Contact,
    sessions: ReadonlyArray<Session>,
    tagging: Effect.Effect<ReadonlyArray<string> | undefined, ProviderError>
  ) {
    const target = yield* one(contact.id)
    const added = yield* Effect.forEach(sessions, (payload) => client.contacts.createInbox({ params: target, payload }))
    const identities = [...(contact.identities ?? []), ...(toIdentities(added) ?? [])]
    return present({ ...contact, identities, tags: yield* tagging }) as Contact
  })

  const update = Effect.fnUntraced(function* (id: ContactId, patch: ContactPatch) {
    const target = yield* one(id)
    if (patch.avatarUrl === null) return yield* unsupported("Dragoman cannot take a picture away in Chatwoot")
    const removed = patch.attributes === null ? yield* attributeNames(id) : namesOfNull(patch.attributes ?? {})
    const body = fromContactPatch(patch)
    const isWritten = Object.keys(body).length > 0 || removed.length === 0
    const written = isWritten ? (yield* client.contacts.update({ params: target, payload: body })).payload : undefined
    if (written !== undefined && removed.length === 0) return withRaw(toContact(written), written)
    const { payload } = yield* client.contacts
      .destroyCustomAttributes({ params: target, payload: { custom_attributes: removed } })
      .pipe(written === undefined ? (self) => self : partly(id))
    return withRaw(toContact(payload), payload)
  })

  const attributeNames = (id: ContactId) =>
    Effect.flatMap(one(id), (target) =>
      Effect.map(client.contacts.get({ params: target, query: {} }), ({ payload }) =>
        Object.keys(toContact(payload).attributes ?? {})
      )
    )

  /** Brings a contact up to an input, writing only what differs. */
  const bringUp = Effect.fnUntraced(function* (found: Contact, by: ContactKey, input: ContactInput) {
    const wanted = [...(input.identities ?? []), ...("address" in by && by.channelId !== undefined ? [by] : [])]
    const sessions = yield* Effect.forEach(wanted.filter(isNewTo(found)), toSession)
    const difference = contactDifference(input, found)
    const contact = Object.keys(difference).length === 0 ? found : yield* update(found.id, difference)
    const { tags: names = [] } = input
    const tagged = names.length === 0 ? Effect.undefined : tagSetOperations(labels).addTags(found.id, names)
    if (sessions.length === 0 && names.length === 0) return contact
    return yield* completed(contact, sessions, tagged).pipe(contact === found ? (self) => self : partly(found.id))
  })

  const upsert = Effect.fnUntraced(function* (by: ContactKey, input: ContactInput) {
    const broughtUp = (found: Contact) =>
      Effect.map(bringUp(found, by, input), (contact) => ({ contact, created: false }))
    const existing = yield* find(by)
    if (Option.isSome(existing)) return yield* broughtUp(existing.value)
    return yield* create(yield* withKey(by, input)).pipe(
      Effect.map((contact) => ({ contact, created: true })),
      Effect.catchIf(mayBeTaken, (refused) =>
        // Somebody else made it in between; now it is found. If it is not, another key of the input is taken.
        Effect.flatMap(find(by), (now) =>
          Option.isSome(now) ? broughtUp(now.value) : Effect.fail<ProviderError>(refused)
        )
      )
    )
  })

  return { create, find, update, upsert }
}

/** A session is made in an inbox: an address alone has no place in Chatwoot. */
const toSession = ({ address, channelId }: Omit<Identity, "channelType">, index: number) =>
  channelId === undefined
    ? Effect.fail(
        invalid({ field: `identities.${index}.channelId`, message: `is needed: in which inbox is ${address}?` })
      )
    : Effect.map(toNumber(channelId, `identities.${index}.channelId`), (inbox_id) => ({ inbox_id, source_id: address }))

const isNewTo =
  (contact: Contact) =>
  (identity: Identity): boolean =>
    contact.identities?.some((is) => is.channelId === identity.channelId && is.address === identity.address) !== true

/** The words of a refusal are in the account's language: every 422 may be the one for a key that is taken. */
const mayBeTaken = (error: ProviderError): boolean => error.reason._tag === "Conflict" || error.status === 422

/** What of the input may belong to somebody else already, under the vendor's names and as keys to look its owner up by. */
const collisions = (error: ProviderError, input: ContactInput) => {
  const [session] = input.identities ?? []
  if (error.status === 500 && session !== undefined) return { fields: ["source_id"], keys: [session as ContactAddress] }
  const fields = error.reason._tag === "Conflict" ? (error.reason.fields ?? []) : []
  const keys: Array<ContactKey> = []
  if (fields.includes("email") && input.email !== undefined) keys.push({ email: input.email })
  if (fields.includes("phone_number") && input.phone !== undefined) keys.push({ phone: input.phone })
  if (fields.includes("identifier") && input.externalId !== undefined) keys.push({ externalId: input.externalId })
  return { fields, keys }
}

/** A new contact must have what it will be looked for by. */
const withKey = (by: ContactKey, input: ContactInput): Effect.Effect<ContactInput, ProviderError> => {
  if (!("address" in by)) return Effect.succeed({ ...input, ...by })
  if (by.channelId !== undefined) {
    const others = (input.identities ?? []).filter(
      (one) => one.channelId !== by.channelId || one.address !== by.address
    )
    return Effect.succeed({ ...input, identities: [by, ...others] })
  }
  const reachable = present(toReachable(by))
  return Object.keys(reachable).length === 0
    ? Effect.fail(invalid({ field: "by.channelId", message: `is needed: in which inbox is ${by.address}?` }))
    : Effect.succeed({ ...input, ...reachable })
}

const namesOfNull = (attributes: Readonly<Record<string, unknown>>) =>
  Object.keys(attributes).filter((name) => attributes[name] === null)

/** What comes after a write that was done fails as a part of it. */
const partly =
  (contactId: ContactId) =>
  <A>(effect: Effect.Effect<A, ProviderError>): Effect.Effect<A, ProviderError> =>
    Effect.mapError(effect, (error) => error.with({ applied: "partly", progress: { contactId } }))
