/**
 * Creating contacts, changing them, blocking, deleting and upsert, on the endpoints that `ContactWrites` declares and HueChat does not document.
 * They are called only where the option `contactWrites` enables them (huechat-wire 37); without it nothing leaves.
 */
import type { Contact, ContactId, ContactInput, ContactPatch } from "@dragoman/core/domain"
import { Conflict, type ContactKey, type ProviderError } from "@dragoman/core/provider"
import { present } from "@dragoman/core/wire"
import { Effect, Option } from "effect"
import type { ContactCreated } from "../api/ContactWrites.ts"
import { unwrap } from "../api/Envelopes.ts"
import type { Contact as WireContact } from "../api/shapes/Contact.ts"
import { contactWritesHint } from "../HueChatCapabilities.ts"
import { unsupported } from "../HueChatErrors.ts"
import { fromContactInput, fromContactPatch, unwritable, withReachable } from "../mapping/ContactFields.ts"
import { findContact } from "./ContactFind.ts"
import { contactRow, toEntity } from "./ContactRows.ts"
import { type HueChatAccount, toInteger } from "./HueChatAccount.ts"

export const contactWrites = (account: HueChatAccount) => {
  const { accountId, client } = account
  const params = { account_id: accountId }
  const one = (id: ContactId) => Effect.map(toInteger(id, "id"), (number) => ({ ...params, id: number }))
  const find = findContact(account)
  const allowed = <A>(write: Effect.Effect<A, ProviderError>): Effect.Effect<A, ProviderError> =>
    account.contactWrites ? write : Effect.fail(unsupported(contactWritesHint))

  const create = Effect.fnUntraced(function* (input: ContactInput) {
    yield* writable(input)
    const reply = yield* Effect.catch(
      client.contactWrites.create({ params, payload: fromContactInput(input) }),
      (error) => Effect.flatMap(withOwner(error, input), Effect.fail)
    )
    const contact = toEntity(toCreated(reply))
    return input.blocked === true ? yield* blockedToo(contact) : contact
  })

  const blockedToo = (contact: Contact) =>
    setBlocked(contact.id, true).pipe(
      Effect.as({ ...contact, blocked: true }),
      Effect.mapError((error) => partly(error, contact.id))
    )

  const setBlocked = Effect.fnUntraced(function* (id: ContactId, blocked: boolean) {
    yield* client.contactWrites.block({ params: yield* one(id), payload: { blocked } })
  })

  /** The error, with the contact that is in the way, if it can be found. */
  const withOwner = Effect.fnUntraced(function* (error: ProviderError, input: ContactInput) {
    if (!mayBeTaken(error)) return error
    for (const [field, key] of keysOf(withReachable(input))) {
      const owner = yield* Effect.catch(find(key), () => Effect.succeed(Option.none<Contact>()))
      if (Option.isSome(owner)) {
        return error.with({ reason: new Conflict({ fields: [field], existingId: owner.value.id }) })
      }
    }
    return error
  })

  const update = Effect.fnUntraced(function* (id: ContactId, patch: ContactPatch) {
    yield* writable(patch)
    const target = yield* one(id)
    const attributes = patch.attributes === null ? yield* withoutAttributes(id) : patch.attributes
    const details = fromContactPatch(present({ ...patch, attributes }))
    const hasDetails = Object.keys(details).length > 0
    if (hasDetails) yield* client.contactWrites.update({ params: target, payload: details })
    yield* account.forgetSearchText(id)
    if (patch.blocked !== undefined) {
      const blocking = setBlocked(id, patch.blocked === true)
      yield* Effect.mapError(blocking, (error) => (hasDetails ? partly(error, id) : error))
    }
    // The reply to a change need not have the contact.
    return yield* Effect.mapError(Effect.map(contactRow(account, id), toEntity), (error) =>
      hasDetails || patch.blocked !== undefined ? error.with({ applied: "yes" }) : error
    )
  })

  const withoutAttributes = (id: ContactId) =>
    Effect.map(contactRow(account, id), (row) =>
      Object.fromEntries(Object.keys(toEntity(row).attributes ?? {}).map((name) => [name, null]))
    )

  const bringUp = (id: ContactId, input: ContactInput) =>
    Effect.andThen(writable(input), update(id, withReachable(input)))

  const upsert = Effect.fnUntraced(function* (by: ContactKey, input: ContactInput) {
    const broughtUp = (found: Contact) =>
      Effect.map(Object.keys(input).length === 0 ? Effect.succeed(found) : bringUp(found.id, input), (contact) => ({
        contact,
        created: false
      }))
    const existing = yield* find(by)
    if (Option.isSome(existing)) return yield* broughtUp(existing.value)
    return yield* create(withKey(by, input)).pipe(
      Effect.map((contact) => ({ contact, created: true })),
      Effect.catchIf(mayBeTaken, (refused) =>
        // Somebody else made it in between; now it is found. If it is not, another key of the input is taken.
        Effect.flatMap(find(by), (now) =>
          Option.isSome(now) ? broughtUp(now.value) : Effect.fail<ProviderError>(refused)
        )
      )
    )
  })

  return {
    find,
    create: (input: ContactInput) => allowed(create(input)),
    update: (id: ContactId, patch: ContactPatch) => allowed(update(id, patch)),
    upsert: (by: ContactKey, input: ContactInput) => allowed(upsert(by, input)),
    setBlocked: (id: ContactId, blocked: boolean) => allowed(setBlocked(id, blocked)),
    delete: (id: ContactId) =>
      allowed(Effect.asVoid(Effect.flatMap(one(id), (target) => client.contactWrites.delete({ params: target }))))
  }
}

/** Refused before anything is written: what would silently be left out. */
const writable = (input: ContactInput | ContactPatch) => {
  const names = unwritable(input)
  return names.length === 0 ? Effect.void : Effect.fail(unsupported(`HueChat's contacts have no ${names.join(", ")}`))
}

/** Chatwoot's `{ payload: { contact } }`, or the contact in any other envelope. */
const toCreated = (reply: typeof ContactCreated.Type): WireContact =>
  "payload" in reply && "contact" in reply.payload ? reply.payload.contact : unwrap<WireContact>("contact", reply)

/** Nobody documented how a key that is taken is refused: every 409 or 422 may say so. */
const mayBeTaken = (error: ProviderError): boolean =>
  error.reason._tag === "Conflict" || error.status === 409 || error.status === 422

/** What of an input may belong to somebody else already, under the vendor's names. */
const keysOf = ({ email, externalId, phone }: ContactInput): ReadonlyArray<readonly [string, ContactKey]> => [
  ...(email === undefined ? [] : [["email", { email }] as const]),
  ...(phone === undefined ? [] : [["phone_number", { phone }] as const]),
  ...(externalId === undefined ? [] : [["identifier", { externalId }] as const])
]

/** A new contact must have what it will be looked for by. */
const withKey = (by: ContactKey, input: ContactInput): ContactInput =>
  "address" in by ? { ...input, identities: [by, ...(input.identities ?? [])] } : { ...input, ...by }

const partly = (error: ProviderError, contactId: ContactId) =>
  error.with({ applied: "partly", progress: { contactId } })
