/**
 * `dragoman listen`: one endpoint for the webhooks of all configured accounts. Events are printed, one per line, or forwarded to a URL;
 * a forward that fails is a handler that fails, and an event that is lost by it is printed instead, so that it is not.
 */
import type { Event } from "@dragoman/core/domain"
import { Claims, Receiver } from "@dragoman/core/webhook"
import { Console, Effect, Layer, Option, Semaphore, type Stdio, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { HttpClient, HttpClientRequest, HttpRouter, HttpServer } from "effect/http"
import { accountFlag, configFlag } from "../Account.ts"
import { badUsage, failed } from "../CommandFailure.ts"
import { type ConfiguredAccount, load, select } from "../Configuration.ts"
import * as NodeTransport from "../NodeTransport.ts"
import { printLines } from "../output/Output.ts"
import { hostFlag, portFlag, server, untilStopped } from "../Serving.ts"
import { urlFlag } from "./Inputs.ts"

const prefix = "/webhooks"

export const listenCommand = Command.make(
  "listen",
  {
    config: configFlag,
    account: accountFlag.pipe(Flag.withDescription("Only this one of the configured accounts; default: all")),
    port: portFlag(3000),
    host: hostFlag,
    forward: urlFlag(
      "forward",
      "POST each event there as JSON, instead of printing it; anything but a 2xx is a failure"
    )
  },
  Effect.fn("listen")(function* ({ config, account, port, host, forward }) {
    const configured = yield* load(config)
    const accounts = Option.isSome(account) ? [yield* select(configured, account)] : configured
    const target = Option.getOrUndefined(Option.map(forward, (url) => new URL(url)))
    const receiver = yield* toReceiver(accounts, target)
    yield* Effect.gen(function* () {
      yield* announce(accounts, yield* HttpServer.HttpServer)
      return yield* untilStopped
    }).pipe(
      Effect.provide(
        HttpRouter.serve(receiver, { disableLogger: true, disableListenLog: true }).pipe(
          Layer.provideMerge(server({ port, host })),
          Layer.provide(NodeTransport.layer({ allowPrivateHosts: target === undefined ? [] : [target.host] }))
        )
      )
    )
  })
).pipe(
  Command.withDescription(
    "Receives webhooks until it is stopped: verifies them, drops duplicates, and prints the normalized events as JSON, one per line. Each account has its own URL, /webhooks/<account>."
  ),
  Command.withShortDescription("Receive webhooks; print or forward events"),
  Command.withExamples([
    { command: "dragoman listen --port 3000", description: "Print what comes in" },
    {
      command: "dragoman listen --forward http://127.0.0.1:8080/events >> lost.ndjson",
      description: "Hand events to an application; those that it refuses for good are printed"
    }
  ])
)

const toReceiver = Effect.fnUntraced(function* (accounts: ReadonlyArray<ConfiguredAccount>, target: URL | undefined) {
  const refusing = accounts.filter(({ webhookTrust }) => webhookTrust === "refused")
  const names = refusing.map(({ name }) => name).join(", ")
  const remedy = "configure webhookSecret, or allowUnsigned where the server does not sign"
  if (refusing.length === accounts.length)
    return yield* badUsage(`${names}: every delivery would be refused: ${remedy}`)
  if (refusing.length > 0) yield* Console.error(`${names}: every delivery will be refused: ${remedy}`)
  // One line at a time: handlers run side by side.
  const oneAtATime = Semaphore.withPermit(yield* Semaphore.make(1))
  const print = (event: Event) => oneAtATime(printLines(Stream.succeed(JSON.stringify(event))))
  return Receiver.layerRoutes<HttpClient.HttpClient | Stdio.Stdio>({
    prefix,
    accounts: Object.fromEntries(accounts.map(({ name, webhook }) => [name, webhook])),
    handler: (event) => (target === undefined ? print(event) : post(target, event)),
    onLost: print
  }).pipe(Layer.provide(Claims.layerMemory()))
})

const post = Effect.fnUntraced(function* (target: URL, event: Event) {
  const client = HttpClient.withScope(yield* HttpClient.HttpClient)
  const request = HttpClientRequest.post(target).pipe(HttpClientRequest.bodyJsonUnsafe(event))
  const { status } = yield* client.execute(request).pipe(
    Effect.scoped,
    Effect.mapError(() => failed(`${target.host} cannot be reached`)),
    Effect.provideService(HttpClient.TracerPropagationEnabled, false)
  )
  if (status < 200 || status >= 300) return yield* failed(`${target.host} answered ${status}`)
})

const announce = (accounts: ReadonlyArray<ConfiguredAccount>, { address }: HttpServer.HttpServer["Service"]) =>
  Effect.forEach(
    accounts,
    ({ name, webhookTrust }) =>
      Console.error(
        `${name}: ${HttpServer.formatAddress(address)}${prefix}/${name}${webhookTrust === "unsigned" ? " (unsigned deliveries are accepted)" : ""}`
      ),
    { discard: true }
  )
