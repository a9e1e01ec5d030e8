/** Many accounts of many vendors behind one service. */
export * from "./Gateway.ts"
