/** Contract suites as functions. They declare vitest tests, so this entry needs `vitest` and `@effect/vitest`; the package's others do not. */
export { type ProviderContractOptions, providerContract } from "./ProviderContract.ts"
export { type Given, type Received, type ServerMessage, World } from "./provider-contract/World.ts"
export { type WebhookContractOptions, type WebhookSample, webhookContract } from "./WebhookContract.ts"
