/** A synthetic publication: renders clock codes, encodes VP8, sends RTP and records departure times. */
package org.chattycat.analysis.sender;
