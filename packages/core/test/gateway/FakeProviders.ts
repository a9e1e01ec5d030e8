/** Two small providers of different vendors, for tests of what stands above providers. */
import { Effect, Layer, Stream } from "effect"
import type { Contact } from "../../src/domain/Contact.ts"
import { Message } from "../../src/domain/Message.ts"
import { ContactId, MessageId } from "../../src/domain/Scalars.ts"
import {
  type Capabilities,
  type ChannelRules,
  type Level,
  listing,
  makeProvider,
  native,
  none,
  type OperationName,
  operationNames,
  Provider,
  type ProviderService
} from "../../src/provider/index.ts"

const rules: ChannelRules = {
  parts: ["text"],
  maxTextLength: 1000,
  textWithMedia: true,
  maxAttachments: 1,
  mediaSource: "bytes"
}

/** Capabilities where every operation is `none` but those that are given. */
export const capabilitiesOf = <const Given extends Partial<Record<OperationName, Level>>>(
  provider: string,
  operations: Given
): Capabilities & { readonly operations: OperationsOf<Given> } => ({
  provider,
  title: provider,
  operations: Object.fromEntries(
    operationNames.map((name) => [name, operations[name] ?? none(`${provider} has no ${name}`)])
  ) as OperationsOf<Given>,
  channels: { default: rules },
  values: { statuses: ["open", "closed"], priorities: [], tags: { on: [] }, attributes: { on: [] } },
  idempotency: "none",
  import: {
    time: none(),
    author: none(),
    direction: none(),
    note: none(),
    attachment: none(),
    externalId: none(),
    batchSize: 1,
    notifiesContact: false
  },
  webhooks: { signed: none(), redelivers: none(), ordered: none() }
})

type OperationsOf<Given> = {
  readonly [Name in OperationName]: Name extends keyof Given ? Extract<Given[Name], Level> : Level<"none">
}

const contact = (id: string, name: string): Contact => ({ id: ContactId.make(id), name, raw: { id } })

/** A vendor that lists and gets contacts. */
export const sunny = (accountName: string): ProviderService => {
  const capabilities = capabilitiesOf("sunny", { "contacts.list": native, "contacts.get": native })
  return makeProvider(
    { provider: "sunny", accountName, capabilities, effectiveCapabilities: Effect.succeed(capabilities) },
    {
      contacts: {
        list: () => listing(() => Effect.succeed({ items: [contact("1", accountName)] })),
        get: (id) => Effect.succeed(contact(id, accountName))
      }
    }
  ).provider
}

/** A vendor that only sends. */
export const cloudy = (accountName: string): ProviderService => {
  const capabilities = capabilitiesOf("cloudy", { "messages.send": native, "attachments.download": native })
  return makeProvider(
    { provider: "cloudy", accountName, capabilities, effectiveCapabilities: Effect.succeed(capabilities) },
    {
      messages: {
        send: ({ content }) =>
          Effect.succeed({
            messages: [
              Message.make({
                id: MessageId.make("m1"),
                direction: "outbound",
                visibility: "public",
                author: { type: "agent" },
                content: content.flatMap((part) => (part.type === "text" ? [part] : []))
              })
            ],
            degraded: []
          })
      },
      attachments: { download: () => Stream.make(new Uint8Array([1])) }
    }
  ).provider
}

/** A provider as a layer that tells when it is built and when released. */
export const observed = (service: ProviderService, log: Array<string>): Layer.Layer<Provider> =>
  Layer.effect(
    Provider,
    Effect.acquireRelease(
      Effect.sync(() => {
        log.push(`built ${service.accountName}`)
        return service
      }),
      () => Effect.sync(() => log.push(`released ${service.accountName}`))
    )
  )
