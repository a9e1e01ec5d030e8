/** The flag that every command has: output for programs instead of for people. */
import { Flag, GlobalFlag } from "effect/cli"

/** `--json`. One JSON document, or for lists one per line; `yield* Json` reads it. */
export const Json = GlobalFlag.Setting("json")({
  flag: Flag.Boolean("json").pipe(
    Flag.withDescription("Print JSON: one document, or one per line for lists"),
    Flag.withDefault(false)
  )
})
