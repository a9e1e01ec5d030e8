/**
 * What the command line must know of a vendor: what it can do, what an account of it is configured by, and how its provider, webhook and
 * simulator are made of that.
 */
import type { Capabilities, Provider } from "@dragoman/core/provider"
import type { Webhook } from "@dragoman/core/webhook"
import type { Effect, Layer, Result, Scope } from "effect"
import type { HttpClient, HttpServer } from "effect/http"
import type * as Settings from "./Settings.ts"

/** How deliveries are trusted, and which of the vendor's webhooks they come from, where it has several. */
export interface WebhookOptions extends Webhook.Trust {
  readonly kind?: string
}

/** An account, ready to be used. */
export interface Connection {
  /** Where its server is. */
  readonly url: string
  readonly layer: Layer.Layer<Provider, never, HttpClient.HttpClient>
  readonly webhook: Webhook.Webhook
  /** How its webhooks are trusted; `refused`: neither a secret nor the permission to do without one is configured. */
  readonly webhookTrust: "signed" | "unsigned" | "refused"
}

export interface SimulationOptions {
  readonly contacts: number
  readonly conversations: number
  /** Where to send webhooks. */
  readonly webhookUrl: string | undefined
}

/** A simulator at work: its address, and an account of it as it stands in a configuration file. */
export interface Simulation {
  readonly url: string
  readonly account: Readonly<Record<string, string | number>>
  /** Other credentials that work, by what they are. */
  readonly credentials: Readonly<Record<string, string>>
}

export interface ProviderEntry {
  readonly capabilities: Capabilities
  readonly settings: Settings.SettingsTable
  /** The vendor's kinds of webhook, the default first; none where deliveries tell by themselves what they are. */
  readonly webhookKinds: ReadonlyArray<string>
  readonly webhook: (options: WebhookOptions) => Webhook.Webhook
  readonly connect: (
    accountName: string,
    settings: Settings.RawSettings
  ) => Result.Result<Connection, ReadonlyArray<Settings.SettingProblem>>
  readonly simulate: (
    options: SimulationOptions
  ) => Effect.Effect<Simulation, never, HttpServer.HttpServer | HttpClient.HttpClient | Scope.Scope>
}

/** Whether deliveries of an account prove where they come from. */
export const trustOf = (isSigned: boolean, allowUnsigned: boolean | undefined): Connection["webhookTrust"] =>
  isSigned ? "signed" : allowUnsigned === true ? "unsigned" : "refused"
