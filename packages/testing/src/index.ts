/** What loads without vitest: HTTP in process, faults, a record of requests, and the inventory check. Fixtures (Node only), simulators and contract suites have their own subpaths. */
export * as Faults from "./Faults.ts"
export * as InProcess from "./InProcess.ts"
export * as Inventory from "./Inventory.ts"
export * as Requests from "./Requests.ts"
