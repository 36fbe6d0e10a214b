/**
 * Played files: from a WebM or MP4 file to an RTP session within the server, at the pace of the file. What receives the media cannot tell it
 * from that of a peer.
 */
package org.chattycat.kurento.embedded.playing;
