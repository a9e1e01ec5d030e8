/** What the commands that run until somebody stops them share: a port, and that being stopped is how they succeed. */
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { Context, Effect, Layer } from "effect"
import { Flag } from "effect/cli"
import { HttpServer, type HttpServerError } from "effect/http"
import { failed } from "./CommandFailure.ts"

/** The exit code of a process that is told to stop. `bin.ts` reads it; a command that serves sets it to 0. */
export const Interruption = Context.Reference<{ exitCode: number }>("@dragoman/cli/Interruption", {
  defaultValue: () => ({ exitCode: 130 })
})

/** Waits for Ctrl-C, which ends the command well. */
export const untilStopped = Effect.flatMap(Interruption, (interruption) => {
  interruption.exitCode = 0
  return Effect.never
})

export const portFlag = (usual: number) =>
  Flag.Int("port").pipe(
    Flag.withMetavar("number"),
    Flag.withDescription(`The port to listen on, 0 for any that is free; default: ${usual}`),
    Flag.filter(
      (port) => port >= 0 && port <= 65_535,
      () => "expected a port"
    ),
    Flag.withDefault(usual)
  )

export const hostFlag = Flag.String("host").pipe(
  Flag.withMetavar("address"),
  Flag.withDescription("The address to listen on; default: 127.0.0.1, which only this machine reaches"),
  Flag.withDefault("127.0.0.1")
)

/** Node's HTTP server on a port of the user's choice. */
export const server = (address: { readonly port: number; readonly host: string }) =>
  Layer.effect(
    HttpServer.HttpServer,
    Effect.mapError(
      NodeHttpServer.make(() => createServer(), address),
      (error) => cannotListen(address, error)
    )
  )

const cannotListen = (
  { port, host }: { readonly port: number; readonly host: string },
  { cause }: HttpServerError.ServeError
) => {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  const reason = code === "EADDRINUSE" ? "it is in use: choose another by --port" : String(code ?? "it was refused")
  return failed(`cannot listen on ${host}:${port}: ${reason}`)
}
