/** What a request may change of a client's card. */
import { Effect } from "effect"
import type { ClientChange } from "../changes/Clients.ts"
import { object, type Params, text } from "../Params.ts"
import * as Reply from "../Reply.ts"
import type { State } from "../State.ts"

const services = ["amo", "bitrix"]

/** Only what the request names. `null` of a nickname takes it away, as documented; that the others do the same is inferred. */
export const readChange = Effect.fnUntraced(function* (
  state: State,
  params: Params
): Effect.fn.Return<ClientChange, Reply.Refusal> {
  const service = text(params, "external_service")
  if (service !== undefined && !services.includes(service)) {
    return yield* Reply.refused(Reply.invalid("external_service", "Only 'amo' or 'bitrix' are allowed."))
  }
  const fields = object(params, "custom_fields")
  return {
    ...named(params, "nickname", "assignedName"),
    ...named(params, "assigned_phone", "clientPhone"),
    ...named(params, "external_id", "externalId"),
    ...(service === undefined ? {} : { externalService: service }),
    ...(fields === undefined ? {} : { customFields: yield* readCustomFields(state, fields) })
  }
})

const named = (params: Params, name: string, key: keyof ClientChange) =>
  Object.hasOwn(params, name) ? { [key]: text(params, name) ?? null } : {}

/** By number; a field that the company does not have is refused, which is inferred. */
export const readCustomFields = Effect.fnUntraced(function* (
  state: State,
  fields: Params
): Effect.fn.Return<ReadonlyMap<number, string>, Reply.Refusal> {
  const known = new Map<number, string>()
  for (const [id, value] of Object.entries(fields)) {
    if (state.customFields.get(Number(id)) === undefined) {
      return yield* Reply.refused(Reply.invalid("custom_fields", `Custom field ${id} not found.`, "not_found"))
    }
    known.set(Number(id), value === null || value === undefined ? "" : String(value))
  }
  return known
})
