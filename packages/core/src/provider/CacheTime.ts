/** How long what was read of a vendor is remembered. */
import { type Duration, Exit } from "effect"

/** `timeToLive` for `Cache.makeWith`: what was read stays for this long; what failed, or was interrupted, is asked for again. */
export const onlySuccess =
  (time: Duration.Input) =>
  (exit: Exit.Exit<unknown, unknown>): Duration.Input =>
    Exit.isSuccess(exit) ? time : 0
