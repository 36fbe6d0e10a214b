/**
 * How this product speaks to a Kurento media server, a real one or the embedded one. A {@link
 * org.chattycat.kurento.client.KurentoServer} keeps the connection to one server, notices when the server stops to answer
 * or restarts, repeats releases that failed, and makes the objects that the product needs: pipelines, WebRTC endpoints of
 * publishers and viewers, and the RTP endpoints of taps.
 *
 * <p>The callbacks, time-outs and errors of Kurento's client library end here. Methods block for at most the request
 * time-out unless they are documented to return at once. Listeners are called on the library's threads or on the thread
 * that watches the server, and must return at once.
 */
package org.chattycat.kurento.client;
