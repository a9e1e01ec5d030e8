/** What the tests of HueChat's requests share: calls of the bare API, and what many of them name. */
import { ApiCalls } from "@dragoman/testing"
import { HttpApiClient } from "effect/http-api"
import { HueChatApi } from "../src/HueChatApi.ts"

export const calls = ApiCalls.make(HttpApiClient.make(HueChatApi, { baseUrl: ApiCalls.baseUrl }))

export const { sending } = calls

export type Client = ApiCalls.ClientOf<typeof calls>

export type Call = ApiCalls.Call<Client>

const everyId = Object.fromEntries(
  "account_id accountId conversation_id id broadcastId templateId list_id ticket_id deal_id webhook_id"
    .split(" ")
    .map((name) => [name, 1])
)

/** A call of any endpoint, with a payload that was read from a file. */
export const callWith = (name: string, payload: unknown): Call => calls.callOf(name, { params: everyId, payload })

/** The path parameters of a request, where they are those of an account. */
export const inAccount = { params: { account_id: 1 } }

/** A file of no importance. */
export const csvFile = new File(["phone_number\n+15550100\n"], "people.csv", { type: "text/csv" })
