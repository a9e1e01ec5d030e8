/** Our receiver as the benchmarks drive it: Chatwoot's deliveries of a new message, and a handler that only counts. */
import { receive } from "@dragoman/core/webhook"
import { ChatwootWebhook } from "@dragoman/provider-chatwoot"
import type { Contender } from "./Compare.ts"
import { account, readBody, secret, signed } from "./Deliveries.ts"
import { answering } from "./WebRequests.ts"

/** Lets `use` drive a receiver, and makes sure that each of its requests was handled, once. */
export const withReceiver = async <A>(use: (contender: Contender) => Promise<A>): Promise<A> => {
  let sent = 0
  let handled = 0
  const receiver = receive({
    accounts: { [account]: ChatwootWebhook.make({ secrets: [secret] }) },
    on: {
      "message.created": () => {
        handled++
      }
    },
    onLost: (event) => {
      throw new Error(`${event.id} was lost`)
    }
  })
  const result = await use(
    answering(receiver.fetch, (number) => {
      sent++
      return newMessage(number)
    })
  )
  await receiver.close()
  if (sent !== handled) throw new Error(`${sent} were sent, ${handled} handled`)
  return result
}

/** Chatwoot's request for a message of this id. */
export const newMessage = (number: number): Request => {
  const message = signed(
    body.text.replaceAll('"id":301,', `"id":${1_000_000 + number},`),
    Math.floor(Date.now() / 1000),
    `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`
  )
  return new Request(`https://example.com/webhooks/${account}`, {
    method: "POST",
    headers: message.headers,
    body: message.text
  })
}

const body = readBody("message_created")
