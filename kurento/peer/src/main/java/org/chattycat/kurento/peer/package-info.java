/**
 * What both ends of a WebRTC connection need below their media: {@code dtls}, {@code srtp} and {@code stun}. The embedded
 * media server is built on them, and so is the {@link org.chattycat.kurento.peer.SyntheticPeer} with which it warms up and
 * with which tests and benchmarks load it.
 */
package org.chattycat.kurento.peer;
