/** Packet formats that the embedded media server and the analysis worker share, without I/O. */
package org.chattycat.kurento.rtp;
