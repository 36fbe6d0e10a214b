/**
 * The seam between Kurento's object model and the media plane: the object model creates nodes, connects them and
 * passes SDP and candidates; the media plane moves packets and reports what happens.
 */
package org.chattycat.kurento.embedded.endpoints;
