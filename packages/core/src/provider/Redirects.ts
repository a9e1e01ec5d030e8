/** Redirects stay unfollowed until somebody has looked at where they lead: what follows them blindly takes credentials along. */
import { Effect, Option } from "effect"
import { FetchHttpClient } from "effect/http"

/**
 * Calls made by `effect` answer redirects as they are. `fetch` follows them itself unless it is told not to; the other HTTP clients
 * never do and do not look at this.
 */
export const withoutFollowing = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.serviceOption(FetchHttpClient.RequestInit), (given) =>
    Effect.provideService(effect, FetchHttpClient.RequestInit, {
      ...Option.getOrElse(given, () => ({})),
      redirect: "manual"
    })
  )
