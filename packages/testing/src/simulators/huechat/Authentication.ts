/** Who calls: API keys in the header `api_access_token`, each with scopes, addresses that it may come from, and an end. */
import { Clock, Effect, Option, Result } from "effect"
import type { HttpServerRequest } from "effect/http"
import { IpNetwork, NetAddress } from "effect/net"
import type { KeyRow } from "./Records.ts"
import * as Reply from "./Reply.ts"
import type { State } from "./State.ts"

/** Where a call comes from that has no address: one in process. */
const loopback = "127.0.0.1"

export const authenticate = Effect.fnUntraced(function* (
  state: State,
  request: HttpServerRequest.HttpServerRequest
): Effect.fn.Return<KeyRow, Reply.Refusal> {
  const key = state.keys.get(request.headers.api_access_token ?? "")
  if (key === undefined) return yield* Reply.unauthorized
  if (key.expiresAt !== null && key.expiresAt <= (yield* Clock.currentTimeMillis)) return yield* Reply.unauthorized
  const address = Option.getOrElse(request.remoteAddress, () => loopback)
  if (key.allowedIps !== null && !key.allowedIps.some((range) => covers(range, address))) {
    return yield* Reply.addressNotAllowed
  }
  return key
})

export const hasScope = (key: KeyRow, scope: string): boolean => key.scopes === null || key.scopes.includes(scope)

const covers = (range: string, address: string): boolean => {
  const network = IpNetwork.fromString(range.includes("/") ? range : `${range}/${range.includes(":") ? 128 : 32}`)
  // Sockets that listen on both families name IPv4 callers so.
  const caller = NetAddress.ipFromString(address.replace(/^::ffff:/, ""))
  return Result.isSuccess(network) && Result.isSuccess(caller) && IpNetwork.contains(network.success, caller.success)
}
