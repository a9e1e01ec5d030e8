/** What a vendor must offer, and the one HTTP pipeline through which it is reached. */
export * from "./Endpoint.ts"
