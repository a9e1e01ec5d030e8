/**
 * Answers as Rails renders them, and the refusals of `request_exception_handler.rb`: which field carries the reason (`error`, `errors`,
 * `message` + `attributes`) depends on who noticed.
 */
import { HttpServerResponse } from "effect/http"
import { Refusal } from "../Refusal.ts"

export { orRefuse, Refusal } from "../Refusal.ts"

/** JSON the way Rails writes it: `<`, `>`, `&` and the two line separators are escaped. Webhook bodies are signed in this form. */
export const railsJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  )

/** 200 (or another status) with a JSON body; `null` is a body too. */
export const json = (body: unknown, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(railsJson(body), { status, contentType: "application/json; charset=utf-8" })

/** `head :ok`. */
export const empty: HttpServerResponse.HttpServerResponse = HttpServerResponse.empty({ status: 200 })

/** rack-attack's own reply: plain text, no `Retry-After`. */
export const retryLater: HttpServerResponse.HttpServerResponse = HttpServerResponse.text("Retry later\n", {
  status: 429,
  contentType: "text/plain"
})

export const refuse = (status: number, body: unknown): Refusal => new Refusal({ status, body })

export const fromRefusal = ({ body, status }: Refusal): HttpServerResponse.HttpServerResponse => json(body, status)

export const signInFirst = refuse(401, { errors: ["You need to sign in or sign up before continuing."] })
export const invalidToken = refuse(401, { error: "Invalid Access Token" })
export const notAuthorized = refuse(401, { error: "You are not authorized to do this action" })
export const notInAccount = refuse(401, { error: "You are not authorized to access this account" })
export const accountSuspended = refuse(401, { error: "Account is suspended" })
export const botNotAuthorized = refuse(401, { error: "Bot is not authorized to access this account" })
export const notForBots = refuse(401, { error: "Access to this endpoint is not authorized for bots" })
export const invalidPlatformToken = refuse(401, { error: "Invalid access_token" })
export const nonPermissible = refuse(401, { error: "Non permissible resource" })
export const notFound = refuse(404, { error: "Resource could not be found" })
/** Rails' own page for routes that do not exist and for controllers that rescue nothing (the client API). */
export const railsNotFound = refuse(404, { status: 404, error: "Not Found" })
export const malformedBody = refuse(400, { status: 400, error: "Bad Request" })
/** What an exception that nobody rescued becomes: unknown enum values, violated unique indexes, unsupported channels. */
export const internalServerError = refuse(500, { status: 500, error: "Internal Server Error" })

/** An ActiveRecord validation: sentences joined by commas, and the attributes they are about. */
export const invalidRecord = (
  problems: ReadonlyArray<{ readonly attribute: string; readonly message: string }>
): Refusal =>
  refuse(422, {
    message: problems.map((problem) => problem.message).join(", "),
    attributes: problems.map((problem) => problem.attribute)
  })

/** `params.require` found nothing. */
export const missingParameter = (name: string): Refusal =>
  refuse(422, { error: `param is missing or the value is empty: ${name}` })

/** The message endpoints rescue everything and answer under `error`. */
export const unprocessable = (message: string): Refusal => refuse(422, { error: message })
