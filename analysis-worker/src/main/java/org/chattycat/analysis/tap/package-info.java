/** Taps on the side of the media servers: which servers this worker is connected to. */
package org.chattycat.analysis.tap;
