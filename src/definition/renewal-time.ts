/** The times at which vendors renew allowances. */
export const renewalTimes = ['midnight UTC'] as const;

/** When a vendor renews an allowance, for example a daily limit. */
export type RenewalTime = (typeof renewalTimes)[number];
