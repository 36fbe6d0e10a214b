/**
 * Reads the texts of the codes in a luma plane. Reading is a cascade, cheapest stage first: where a code was last seen, then
 * the whole frame at half and full size, then expensive ways of locating codes. This package does not know what a text means,
 * and never guesses a part of it.
 */
package org.chattycat.analysis.qr;
