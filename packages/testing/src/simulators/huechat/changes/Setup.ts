/** Keys and v2 subscriptions, as administrators make them in the dashboard and, the latter, by the API. */
import type { KeyRow, SubscriptionRow } from "../Records.ts"
import type { Simulation } from "../Simulation.ts"

export const insertKey = ({ state }: Simulation, key: Partial<KeyRow>): KeyRow => {
  const row: KeyRow = {
    token: `hc_live_${state.random.token(32)}`,
    scopes: null,
    allowedIps: null,
    expiresAt: null,
    requestsPerMinute: null,
    agentId: 1,
    ...key
  }
  state.keys.set(row.token, row)
  return row
}

export interface NewSubscription {
  readonly url: string
  readonly events: ReadonlyArray<string>
  readonly secret?: string | undefined
  readonly name?: string | null | undefined
  readonly description?: string | null | undefined
  readonly isActive?: boolean | undefined
}

export const insertSubscription = (simulation: Simulation, fields: NewSubscription): SubscriptionRow => {
  const { random, subscriptions } = simulation.state
  const now = simulation.now()
  const row: SubscriptionRow = {
    id: random.uuid(),
    url: fields.url,
    name: fields.name ?? null,
    description: fields.description ?? null,
    events: fields.events,
    isActive: fields.isActive ?? true,
    disabledAt: null,
    secret: fields.secret ?? newSecret(simulation),
    previousSecret: null,
    consecutiveFailures: 0,
    lastDeliveryAt: null,
    createdAt: now,
    updatedAt: now
  }
  subscriptions.set(row.id, row)
  return row
}

export const newSecret = ({ state }: Simulation): string => `whsec_${state.random.token(32)}`
