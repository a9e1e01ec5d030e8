/**
 * Request bodies the way Rails reads them: JSON, multipart and urlencoded forms become one tree, `a[b][]=c` included. A file is an
 * `Upload` in that tree. Values of forms stay strings.
 */
import { Effect, Predicate } from "effect"
import type { HttpServerRequest } from "effect/http"
import { isForm, readForm } from "../FormParts.ts"
import { malformedBody, type Refusal } from "./Reply.ts"

export type Params = Readonly<Record<string, unknown>>

export interface Body {
  readonly params: Params
  /** Rails wraps flat parameters under the resource's name (`wrap_parameters`) for JSON only. */
  readonly isJson: boolean
}

export const isHash: (value: unknown) => value is Params = Predicate.isReadonlyObject

export const readBody = (request: HttpServerRequest.HttpServerRequest): Effect.Effect<Body, Refusal> => {
  if (request.method === "GET" || request.method === "HEAD") return Effect.succeed({ params: {}, isJson: false })
  const contentType = request.headers["content-type"] ?? ""
  const form = isForm(request)
  const read: Effect.Effect<Params, unknown> = form
    ? Effect.map(readForm(request), nested)
    : contentType.includes("urlencoded")
      ? Effect.map(request.text, (text) => nested([...new URLSearchParams(text)]))
      : Effect.flatMap(request.text, parsedJson)
  return Effect.map(
    Effect.mapError(read, () => malformedBody),
    (params) => ({ params, isJson: !form && !contentType.includes("urlencoded") })
  )
}

const parsedJson = (text: string): Effect.Effect<Params, Refusal> =>
  text.trim() === ""
    ? Effect.succeed({})
    : Effect.flatMap(Effect.try({ try: (): unknown => JSON.parse(text), catch: () => malformedBody }), (value) =>
        Effect.succeed(isHash(value) ? value : { _json: value })
      )

/** `a[b][]=1` becomes `{ a: { b: ["1"] } }`. */
const nested = (entries: ReadonlyArray<readonly [string, unknown]>): Params => {
  const root: Record<string, unknown> = {}
  for (const [key, value] of entries) {
    const steps = [key.split("[", 1)[0] ?? key, ...[...key.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "")]
    insert(root, steps, value)
  }
  return root
}

const insert = (target: Record<string, unknown>, steps: ReadonlyArray<string>, value: unknown): void => {
  const [step = "", next, ...rest] = steps
  if (next === undefined) {
    target[step] = value
  } else if (next === "") {
    const list = Array.isArray(target[step]) ? target[step] : []
    target[step] = list
    if (rest.length === 0) list.push(value)
    else appendField(list, rest, value)
  } else {
    const child = isHash(target[step]) ? (target[step] as Record<string, unknown>) : {}
    target[step] = child
    insert(child, [next, ...rest], value)
  }
}

/** `items[][title]=a`: a key that the last element has already begins the next element. */
const appendField = (list: Array<unknown>, steps: ReadonlyArray<string>, value: unknown): void => {
  const last: unknown = list.at(-1)
  const fits = isHash(last) && !(steps[0] !== undefined && steps[0] in last)
  const element: Record<string, unknown> = fits ? (last as Record<string, unknown>) : {}
  if (!fits) list.push(element)
  insert(element, steps, value)
}

/** A parameter as text: numbers and booleans count, blanks do not. */
export const text = (params: Params, key: string): string | undefined => {
  const value = params[key]
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  return typeof value === "string" && value !== "" ? value : undefined
}

/** A parameter as an integer id. */
export const integer = (params: Params, key: string): number | undefined => {
  const value = text(params, key)
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined
}

/** `true`, `"true"`, `"1"` and `1` are true; the rest is false. */
export const truthy = (value: unknown): boolean => value === true || value === 1 || value === "true" || value === "1"

export const hash = (params: Params, key: string): Params | undefined => {
  const value = params[key]
  return isHash(value) ? value : undefined
}

export const texts = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((item) => item !== null && item !== undefined).map(String) : []
