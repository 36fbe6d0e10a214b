/**
 * STUN binding requests and responses (RFC 8489) as ICE uses them for connectivity checks (RFC 8445 section 7). A server
 * parses checks and writes responses; a peer writes checks.
 */
package org.chattycat.kurento.peer.stun;
