#!/usr/bin/env node
import "effect/schema/SchemaJITCompiler/enable"
/** The process: its arguments, its signals, its exit code. Everything else is in `Main.ts`. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Effect, Exit, Stdio } from "effect"
import { main } from "./Main.ts"
import { Interruption } from "./Serving.ts"

// `| head`: whoever reads has enough, which is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0)
})

/** Being told to stop is a failure (130) unless the command was there to be stopped. */
const interruption = { exitCode: 130 }

const program = Stdio.Stdio.use(({ args }) => Effect.flatMap(args, main))

program.pipe(
  Effect.provideService(Interruption, interruption),
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) ? Number(exit.value) : interruption.exitCode)
  })
)
