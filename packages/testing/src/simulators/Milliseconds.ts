/** Lengths of time in milliseconds, as rows are dated. */
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
