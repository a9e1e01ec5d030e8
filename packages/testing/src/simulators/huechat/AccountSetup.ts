/** What a fresh account has: two agents, two teams, an inbox of each kind, and a template in every state. */
import { insertTemplate } from "./changes/Templates.ts"
import type { InboxRow, TemplateCategory, TemplateStatus } from "./Records.ts"
import type { Simulation } from "./Simulation.ts"

/** The inboxes that were there first, by what they are. */
export interface Inboxes {
  readonly website: number
  readonly api: number
  readonly whatsapp: number
  readonly email: number
}

export const wabaId = "123456789012345"

export const setUpAccount = (simulation: Simulation): Inboxes => {
  const { state } = simulation
  const agent = (name: string, email: string) =>
    state.agents.insert((id) => ({ id, name, email, availability: id === 1 ? "online" : "busy" }))
  agent("Amira Agent", "amira.agent@example.com")
  agent("Sam Support", "sam.support@example.com")
  for (const name of ["Support Team", "Sales Team"]) state.teams.insert((id) => ({ id, name }))
  const inbox = (name: string, channelType: InboxRow["channelType"]) =>
    state.inboxes.insert((id) => ({
      id,
      name,
      channelType,
      phoneNumber: channelType === "Channel::Whatsapp" ? "+15550100199" : null,
      wabaId: channelType === "Channel::Whatsapp" ? wabaId : null
    })).id
  const inboxes = {
    website: inbox("Website", "Channel::WebWidget"),
    api: inbox("API", "Channel::Api"),
    whatsapp: inbox("WhatsApp", "Channel::Whatsapp"),
    email: inbox("E-mail", "Channel::Email")
  }
  setUpTemplates(simulation, inboxes.whatsapp)
  return inboxes
}

const setUpTemplates = (simulation: Simulation, inboxId: number): void => {
  const add = (name: string, category: TemplateCategory, status: TemplateStatus, text: string) =>
    insertTemplate(simulation, {
      inboxId,
      name,
      category,
      status,
      language: "en",
      components: [{ type: "BODY", text }]
    })
  add("order_update", "UTILITY", "approved", "Hi {{1}}, your order #{{2}} is on its way!")
  add("spring_sale", "MARKETING", "approved", "Hi {{1}}, everything is 20 % off until {{2}}.")
  add("one_time_code", "AUTHENTICATION", "pending", "{{1}} is your code.")
  add("promo_blast", "MARKETING", "rejected", "BUY NOW!!!")
  add("win_back", "MARKETING", "draft", "Hi {{1}}, we miss you.")
}
