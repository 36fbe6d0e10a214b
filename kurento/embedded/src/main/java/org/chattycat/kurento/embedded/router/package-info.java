/**
 * Forwarding RTP from one sender to many receivers without transcoding: header rewriting, loss repair, keyframe requests,
 * sender reports and bandwidth. Everything here lives on the media loop; nothing allocates per packet.
 */
package org.chattycat.kurento.embedded.router;
