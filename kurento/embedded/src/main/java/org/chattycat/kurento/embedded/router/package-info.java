/**
 * Forwards RTP from one sender to many receivers without transcoding: header rewriting, loss repair, keyframe requests,
 * sender reports and bandwidth. All code runs on the media loop. Nothing is allocated per packet.
 */
package org.chattycat.kurento.embedded.router;
