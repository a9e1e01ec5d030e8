/** All four simulated vendors at once, for programs that do not use Effect: where they are and who may call them. */
import { Chat2DeskSimulator } from "@dragoman/testing/simulators/chat2desk"
import { ChatwootSimulator } from "@dragoman/testing/simulators/chatwoot"
import { HueChatSimulator } from "@dragoman/testing/simulators/huechat"
import { OmnichatSimulator } from "@dragoman/testing/simulators/omnichat"
import { Effect, Layer, ManagedRuntime } from "effect"
import { chat2deskSimulator, chatwootSimulator, huechatSimulator, omnichatSimulator } from "./simulated.ts"

/** Starts the simulators. `await using` stops them. */
export const startSimulators = async () => {
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(huechatSimulator(), chatwootSimulator(), omnichatSimulator(), chat2deskSimulator())
  )
  const accounts = await runtime.runPromise(
    Effect.all({
      huechat: HueChatSimulator,
      chatwoot: ChatwootSimulator,
      omnichat: OmnichatSimulator,
      chat2desk: Chat2DeskSimulator
    })
  )
  return { ...accounts, [Symbol.asyncDispose]: () => runtime.dispose() }
}
