/** How a simulator says no. Which status and which body that is, its vendor's `Reply.ts` knows. */
import { Data, Effect } from "effect"

/** A request that ends here. */
export class Refusal extends Data.TaggedError("Refusal")<{
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}> {}

/** A failure that a handler can `yield*`. */
export const refused = (refusal: Refusal): Effect.Effect<never, Refusal> => Effect.fail(refusal)

/** What is there; a refusal where there is nothing. */
export const orRefuse = <Value>(value: Value | undefined, refusal: Refusal): Effect.Effect<Value, Refusal> =>
  value === undefined ? Effect.fail(refusal) : Effect.succeed(value)
