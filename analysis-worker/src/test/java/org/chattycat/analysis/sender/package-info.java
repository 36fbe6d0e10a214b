/** A publication made in the test: renders clock codes, encodes VP8, sends RTP, and remembers when it did. */
package org.chattycat.analysis.sender;
