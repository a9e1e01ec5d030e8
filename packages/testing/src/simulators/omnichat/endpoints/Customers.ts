/** Customers by member id; writing also by the vendor's own id. */
import { Effect } from "effect"
import { announceCustomer, changeProfile, deleteCustomer, insertCustomer } from "../changes/Contacts.ts"
import { type Call, del, type Endpoint, get, put } from "../Endpoint.ts"
import { parameter, requiredParameter } from "../Params.ts"
import type { CustomerRow } from "../Records.ts"
import * as Reply from "../Reply.ts"
import { toCustomer } from "../render/Customer.ts"
import type { State } from "../State.ts"
import { readProfile } from "./ProfileBody.ts"

export const customerEndpoints: ReadonlyArray<Endpoint> = [
  get("/v1/customers", "general", (call) =>
    Effect.map(member(call), (customer) =>
      Reply.json({ content: toCustomer(call.simulation.state, customer), totalElements: 1 })
    )
  ),
  put("/v1/customers", "general", (call) => upsert(call)),
  del("/v1/customers", "general", (call) =>
    Effect.map(member(call), (customer) => {
      deleteCustomer(call.simulation, customer)
      return Reply.noContent
    })
  )
]

const findMember = (state: State, memberId: string): CustomerRow | undefined =>
  [...state.customers.values()].find((customer) => customer.memberId === memberId)

const member = Effect.fnUntraced(function* ({ query, simulation: { state } }: Call) {
  return findMember(state, yield* requiredParameter(query, "memberId")) ?? (yield* Reply.refused(Reply.notFound))
})

const upsert = Effect.fnUntraced(function* ({ body, query, simulation }: Call) {
  const { state } = simulation
  const memberId = parameter(query, "memberId")
  const omniCustomerId = parameter(query, "omniCustomerId")
  if (memberId === undefined && omniCustomerId === undefined) return yield* Reply.refused(Reply.missingParameter)
  const known = memberId === undefined ? state.customers.get(omniCustomerId ?? "") : findMember(state, memberId)
  // The member id is the query's; a body cannot change it.
  const { memberId: _, note: __, ...change } = yield* readProfile(state, body, known)
  const customer =
    known ??
    insertCustomer(simulation, {
      memberId: memberId ?? null,
      phone: null,
      ...(omniCustomerId === undefined ? {} : { omniCustomerId })
    })
  changeProfile(simulation, customer, change, { source: "open_api" })
  announceCustomer(simulation, customer, known === undefined ? "customer/create" : "customer/update")
  return Reply.noContent
})
