/**
 * A client of TURN relays (RFC 8656), as far as it takes to find out what a relay does: allocations, permissions and their
 * end. It relays no data.
 */
package org.chattycat.kurento.peer.turn;
