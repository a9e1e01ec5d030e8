/** Contract suites as functions. They declare vitest tests, so this entry needs `vitest` and `@effect/vitest`; the package's others do not. */
export { type WebhookContractOptions, type WebhookSample, webhookContract } from "./WebhookContract.ts"
