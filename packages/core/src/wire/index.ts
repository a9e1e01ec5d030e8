/** Conversions that vendors share, each once: pure functions between JSON as vendors write it and the domain. */
export * from "./Changes.ts"
export * from "./CompositeId.ts"
export * from "./OpenEnum.ts"
export * from "./Phone.ts"
export * from "./Present.ts"
export * from "./Redact.ts"
export * from "./Report.ts"
export * from "./Time.ts"
