/** Packet formats that both the embedded media server and the analysis worker read and write. No I/O, no state. */
package org.chattycat.kurento.rtp;
