/** The modules of white around a QR code that the standard asks for. */
export const quietModules = 4;

/** The modules of a clock code in each direction, without its quiet zone. */
export const clockModules = 29;
