/**
 * From a luma plane to the texts of the codes in it. Reading is a cascade, cheapest first: where a code was last seen,
 * then the whole picture at half and full size, then localising and rectifying. What a code's text means is not known
 * here; nor is anything of it ever guessed.
 */
package org.chattycat.analysis.qr;
