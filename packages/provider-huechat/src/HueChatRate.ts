/**
 * What `X-RateLimit-*` tells. Every reply says to what its endpoint is counted, what is left of that and when the window of 60 seconds ends: a
 * key's own limit takes the place of the documented one, an endpoint that is used up rests before it refuses, and a refusal is waited for until its
 * window ends (huechat-wire 34). Source: "Rate Limits".
 */
import type { ToldRate } from "@dragoman/core/provider"
import type { Headers } from "effect/http"

/** Reads the three headers; a header that is no number tells nothing. */
export const decodeRate = (headers: Headers.Headers, now: number): ToldRate => {
  const reset = toCount(headers["x-ratelimit-reset"], 0)
  return {
    max: toCount(headers["x-ratelimit-limit"], 1),
    remaining: reset === undefined ? undefined : toCount(headers["x-ratelimit-remaining"], 0),
    wait: waitUntil(reset, now)
  }
}

const toCount = (text: string | undefined, min: number): number | undefined =>
  text !== undefined && /^\d{1,15}$/.test(text) && Number(text) >= min ? Number(text) : undefined

const oneSecond = 1000
const window = 60 * oneSecond

/** At least the second that the documentation asks for, at most a window: clocks differ. `reset` is in seconds since 1970. */
const waitUntil = (reset: number | undefined, now: number): number =>
  reset === undefined ? oneSecond : Math.min(Math.max(reset * 1000 - now, oneSecond), window)
