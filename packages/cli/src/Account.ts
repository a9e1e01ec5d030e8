/**
 * The flags of every command that works on an account, and the way from them to a `Provider`: configuration, the account picked, and
 * undici underneath, which may reach the account's own server even where that is private.
 */
import { Provider, type ProviderService } from "@dragoman/core/provider"
import type { Option } from "effect"
import { Effect } from "effect"
import { Flag } from "effect/cli"
import { load, select } from "./Configuration.ts"
import * as NodeTransport from "./NodeTransport.ts"

export const configFlag = Flag.String("config").pipe(
  Flag.withMetavar("file"),
  Flag.withDescription("The configuration; default: the file that DRAGOMAN_CONFIG names, else ./dragoman.json"),
  Flag.optional
)

export const accountFlag = Flag.String("account").pipe(
  Flag.withMetavar("name"),
  Flag.withDescription("Which of the configured accounts; needed only if there are several"),
  Flag.optional
)

/** To be spread into a command's flags. */
export const accountFlags = { account: accountFlag, config: configFlag }

export interface AccountFlags {
  readonly account: Option.Option<string>
  readonly config: Option.Option<string>
}

/** Does something with the provider of the account that the flags pick; its connections end with it. */
export const withAccount = Effect.fnUntraced(function* <A, E, R>(
  flags: AccountFlags,
  use: (provider: ProviderService) => Effect.Effect<A, E, R>
) {
  const account = yield* select(yield* load(flags.config), flags.account)
  return yield* Provider.use(use).pipe(
    Effect.provide(account.layer),
    Effect.provide(NodeTransport.layer({ allowPrivateHosts: [new URL(account.url).host] }))
  )
})
