/**
 * What every vendor's `HttpApi` must hold, as functions of its calls: each endpoint makes the request that the vendor's page shows (method,
 * encoded address, headers and body, and nothing besides), and what the page forbids is refused before it leaves.
 *
 * @example
 * requestContract({ api: AcmeApi, calls, cases: [{ name: "people.me", call: (c) => c.people.me(), request: "GET /v1/me" }] })
 * refusalContract(calls, [["a page of 201", (c) => c.people.list({ query: { limit: 201 } }), `["limit"]`]])
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import type { ApiCalls, Call } from "./ApiCalls.ts"
import * as Inventory from "./Inventory.ts"
import type { Sent } from "./Requests.ts"

export interface RequestCase<Client> {
  /** `group.endpoint`, then whatever is special about it: `people.list by tag`. */
  readonly name: string
  readonly call: Call<Client>
  /** Method and address, as `GET /v1/people?tag=a%2Fb`. */
  readonly request: string
  /** Absent: none. A text is compared byte for byte, anything else as JSON; a form's fields in order, files by their names. */
  readonly body?: unknown
}

export interface RequestContractOptions<Client> {
  readonly api: Inventory.DeclaredApi
  readonly calls: ApiCalls<Client>
  readonly cases: ReadonlyArray<RequestCase<Client>>
  /** Of what there must be a case. Default: of every endpoint. */
  readonly covers?: "every endpoint" | "every group"
  /** Looks only at endpoints whose path begins so. */
  readonly under?: string
}

/** Declares a test for each case, and one that no endpoint is without. */
export const requestContract = <Client>(options: RequestContractOptions<Client>): void => {
  const { api, calls, cases, covers = "every endpoint", under = "" } = options
  describe(under === "" ? "requests" : `requests under ${under}`, () => {
    it.effect.each(cases)("$name", ({ body, call, request }) =>
      Effect.gen(function* () {
        const { sent } = yield* calls.sending(call)
        assert.deepStrictEqual(
          sent.map((one) => leaving(one, body)),
          [{ request, body, headers: body === undefined || isForm(sent) ? [] : ["content-type"] }]
        )
      })
    )

    it(`there is a case for ${covers}`, () => {
      const nameOf = (group = "", endpoint = "") => (covers === "every group" ? group : `${group}.${endpoint}`)
      const shown = new Set(cases.map(({ name }) => nameOf(...name.split(/[. ,]/))))
      const without = Inventory.declaredEndpoints(api)
        .filter(({ path }) => path.startsWith(under))
        .map(({ endpoint, group }) => nameOf(group, endpoint))
        .filter((name) => !shown.has(name))
      assert.deepStrictEqual(without, [])
    })
  })
}

/** Something that must not leave, and what stands in the error instead. */
export type Refusal<Client> = readonly [why: string, call: Call<Client>, complaint: string]

/** Declares a test for each call that is refused before anything is sent. */
export const refusalContract = <Client>(
  { sending }: ApiCalls<Client>,
  refusals: ReadonlyArray<Refusal<Client>>
): void => {
  describe("refused before anything is sent", () => {
    it.effect.each(refusals)("%s", ([, call, complaint]) =>
      Effect.gen(function* () {
        const { outcome, sent } = yield* sending(call)
        assert.deepStrictEqual(sent, [])
        assert.include(String(Result.isFailure(outcome) ? outcome.failure : "it succeeded"), complaint)
      })
    )
  })
}

const isForm = (sent: ReadonlyArray<Sent>): boolean => sent.some(({ form }) => form.length > 0)

/** A request in the form in which a case gives it. The length is the transport's, and so is the type of a form, with its boundary. */
const leaving = ({ body, form, headers, method, url }: Sent, expected: unknown) => {
  const { pathname, search } = new URL(url)
  return {
    request: `${method} ${pathname}${search}`,
    body: form.length > 0 ? form.map(fieldOf) : typeof expected === "string" ? body : parsed(body),
    headers: Object.keys(headers).filter((name) => name !== "content-length")
  }
}

const fieldOf = ([name, value]: Sent["form"][number]) => [name, value instanceof File ? value.name : value]

const parsed = (body: string): unknown => (body === "" ? undefined : JSON.parse(body))
