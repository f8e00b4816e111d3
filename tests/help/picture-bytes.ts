/** How large a picture of the guide may be: it comes over a village's line, for everybody. */
export const PICTURE_BYTES = { phone: 20_000, desk: 35_000 } as const;
