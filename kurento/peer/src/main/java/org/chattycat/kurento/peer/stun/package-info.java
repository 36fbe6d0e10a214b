/**
 * STUN binding requests and responses (RFC 8489) as ICE uses them for connectivity checks (RFC 8445 section 7). Whoever is
 * checked parses requests and writes responses; whoever checks writes requests and parses the answers.
 */
package org.chattycat.kurento.peer.stun;
