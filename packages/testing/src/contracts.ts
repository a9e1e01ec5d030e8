/** What declares vitest tests: contract suites as functions, and tests on simulated accounts. This entry needs `vitest` and `@effect/vitest`; the package's others do not. */
export { accountTests } from "./AccountTests.ts"
export { type ProviderContractOptions, providerContract } from "./ProviderContract.ts"
export {
  type FaultedOperation,
  type Given,
  type Received,
  type ServerMessage,
  World
} from "./provider-contract/World.ts"
export {
  type Refusal,
  type RequestCase,
  type RequestContractOptions,
  refusalContract,
  requestContract
} from "./RequestContract.ts"
export { type SimulatedContractOptions, simulatedContract } from "./SimulatedContract.ts"
export { type WebhookContractOptions, type WebhookSample, webhookContract } from "./WebhookContract.ts"
