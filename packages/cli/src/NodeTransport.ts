/**
 * The HTTP transport of the command line and the examples: undici under Effect's `HttpClient`. What only the place where connections are
 * made can know is checked here: no name, however public it looks, leads to this machine or its network unless its host was named. It
 * follows no redirect and waits for nothing forever.
 *
 * That literal addresses and redirects in attachments are harmless is checked before, by core's `AttachmentDownload`.
 */
import { lookup as systemLookup } from "node:dns"
import type { LookupFunction } from "node:net"
import { isPublicAddress, isPublicHost } from "@dragoman/core/provider"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Effect, Layer } from "effect"
import type { HttpClient } from "effect/http"
import { Agent, buildConnector, type Dispatcher } from "undici"

export interface NodeTransportOptions {
  /**
   * Hosts (`chat.internal`) or hosts with their port (`127.0.0.1:3000`) that may be reached although they are private: a self-hosted
   * vendor, a simulator, the address that events are forwarded to.
   */
  readonly allowPrivateHosts?: ReadonlyArray<string>
  /** Seconds to connect, TLS included. Default: 10. */
  readonly connectTimeoutSeconds?: number
  /** Seconds until a reply begins, and then between two pieces of it. Default: 60; callers have shorter time-outs of their own. */
  readonly idleTimeoutSeconds?: number
}

/** An `HttpClient` for the whole program; connections are closed with its scope. */
export const layer = (options: NodeTransportOptions = {}): Layer.Layer<HttpClient.HttpClient> =>
  NodeHttpClient.layerUndiciNoDispatcher.pipe(
    Layer.provide(
      Layer.effect(
        NodeHttpClient.Dispatcher,
        Effect.acquireRelease(
          Effect.sync(() => dispatcher(options)),
          (agent) => Effect.promise(() => agent.destroy())
        )
      )
    )
  )

/** The undici dispatcher alone, for programs that bring their own client. */
export const dispatcher = (options: NodeTransportOptions = {}): Dispatcher => {
  const idle = (options.idleTimeoutSeconds ?? 60) * 1000
  return new Agent({ connect: guarded(options) }).compose(
    (dispatch) => (request, handler) => dispatch({ ...request, headersTimeout: idle, bodyTimeout: idle }, handler)
  )
}

/** The host's name or address is not public, and nobody allowed it. */
class PrivateAddress extends Error {
  readonly code = "ERR_PRIVATE_ADDRESS"
}

const guarded = ({ allowPrivateHosts = [], connectTimeoutSeconds = 10 }: NodeTransportOptions) => {
  const timeout = connectTimeoutSeconds * 1000
  const anywhere = buildConnector({ timeout })
  const publicOnly = buildConnector({ timeout, lookup: publicLookup })
  const connector: buildConnector.connector = (target, callback) => {
    const { hostname, port } = target
    const isAllowed = allowPrivateHosts.includes(hostname) || allowPrivateHosts.includes(hostAndPort(target))
    if (isAllowed) return anywhere(target, callback)
    // A literal address is never looked up, so it is judged as it stands.
    if (!isPublicHost(hostname)) return callback(new PrivateAddress(`${hostname}:${port} is not a public host`), null)
    publicOnly(target, callback)
  }
  return connector
}

/** As `URL.host` writes it: the port of the protocol is left out. */
const hostAndPort = ({ hostname, port, protocol }: buildConnector.Options): string => {
  const usual = protocol === "https:" ? "443" : "80"
  return port === "" || port === usual ? hostname : `${hostname}:${port}`
}

/** The system's lookup, refusing a name as soon as one of its addresses is private: it might be the one that is connected to. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    const hidden = addresses.find(({ address }) => !isPublicAddress(address))
    if (hidden !== undefined) {
      return callback(new PrivateAddress(`${hostname} leads to ${hidden.address}, which is not public`), [])
    }
    const [first] = addresses
    if (options.all === true || first === undefined) return callback(null, addresses)
    callback(null, first.address, first.family)
  })
}
