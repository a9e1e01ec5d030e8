/**
 * Who calls: one API token of the team, as `Bearer` or, as the vendor's collection shows it on headless requests, as `Basic` with the bare
 * token. A wrong one is a 400 on rooms (documented); a 401 elsewhere and Meta's code 190 on headless sends are taken from the general
 * form of those errors, since no document shows them.
 */
import { Effect, Redacted } from "effect"
import type { HttpServerRequest } from "effect/http"
import * as Reply from "./Reply.ts"
import { metaError } from "./sending/MetaError.ts"

export type AuthenticationScheme = "Bearer" | "Basic"

export interface Credentials {
  readonly token: Redacted.Redacted
  readonly schemes: ReadonlyArray<AuthenticationScheme>
}

/** Which part of the vendor answers, and so how it says no. */
export type Access = "general" | "rooms" | "headless"

export const authenticate = (
  access: Access,
  request: HttpServerRequest.HttpServerRequest,
  credentials: Credentials
): Effect.Effect<void, Reply.Refusal> => {
  const presented = request.headers.authorization ?? ""
  const expected = credentials.schemes.map((scheme) => `${scheme} ${Redacted.value(credentials.token)}`)
  return expected.includes(presented) ? Effect.void : Reply.refused(unauthenticated[access])
}

const unauthenticated: Readonly<Record<Access, Reply.Refusal>> = {
  general: Reply.coded(401, "UNAUTHORIZED", "Unauthenticated access token"),
  rooms: Reply.badRoomRequest("Unauthenticated access token"),
  headless: metaError(190)
}
