/** A conversation as requests about it name it. Omnichat shows none: what happens to one comes by webhook, as a ticket. */
import { isBsuid } from "../whatsapp/index.ts"
import type { Address } from "./Ids.ts"

/** Where agents can be assigned. */
const assignable = ["line", "whatsapp"] as const

/** `undefined` on platforms whose conversations cannot be assigned. */
export const fromAddress = ({ channelId, platform, user }: Address) => {
  const known = assignable.find((one) => one === platform)
  if (known === undefined) return undefined
  return known === "whatsapp" && isBsuid(user)
    ? { platform: known, channelId, bsuid: user }
    : { platform: known, channelId, userId: user }
}
