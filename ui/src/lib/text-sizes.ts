/** The sizes of text that a person may choose, in per cent. All begin with the first. */
export const TEXT_SIZES = [100, 112, 125, 150] as const;
